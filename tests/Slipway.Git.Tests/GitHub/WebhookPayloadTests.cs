using System.Text;
using Slipway.Git.GitHub.Webhooks;

namespace Slipway.Git.Tests.GitHub;

public sealed class WebhookPayloadTests
{
    private const string A = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string B = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
    private const string None = "0000000000000000000000000000000000000000";

    private const string Repository = """
        "repository":{"full_name":"Team/Shop","clone_url":"https://github.com/Team/Shop.git","ssh_url":"git@github.com:Team/Shop.git","html_url":"https://github.com/Team/Shop/"}
        """;

    [Fact]
    public void Read_Push_TellsRefAndCommits()
    {
        var told = Assert.IsType<WebhookRefMoved>(Read("push", $$$"""{"ref":"refs/heads/main","before":"{{{A}}}","after":"{{{B}}}",{{{Repository}}}}""").Event);

        Assert.Equal(("refs/heads/main", A, B), (told.Ref, told.Before, told.After));
        Assert.Equal("Team/Shop", told.Repository.FullName);
        Assert.Equal(["https://github.com/Team/Shop.git", "git@github.com:Team/Shop.git", "https://github.com/Team/Shop"], told.Repository.Addresses);
    }

    [Theory]
    [InlineData(None, B, null, B)]
    [InlineData(A, None, A, null)]
    public void Read_PushOfARefThatCameOrWent_HasNoCommitThere(string before, string after, string? expectedBefore, string? expectedAfter)
    {
        var told = Assert.IsType<WebhookRefMoved>(Read("push", $$$"""{"ref":"refs/heads/x","before":"{{{before}}}","after":"{{{after}}}",{{{Repository}}}}""").Event);

        Assert.Equal((expectedBefore, expectedAfter), (told.Before, told.After));
    }

    [Theory]
    [InlineData("create", "branch", "refs/heads/feature/x")]
    [InlineData("create", "tag", "refs/tags/feature/x")]
    [InlineData("delete", "branch", "refs/heads/feature/x")]
    [InlineData("delete", "tag", "refs/tags/feature/x")]
    public void Read_CreateAndDelete_GiveTheFullRef(string name, string type, string expected)
    {
        var told = Read(name, $$$"""{"ref":"feature/x","ref_type":"{{{type}}}",{{{Repository}}}}""").Event;

        Assert.Equal(expected, told switch { WebhookRefCreated c => c.Ref, WebhookRefMoved { Before: null, After: null } m => m.Ref, _ => null });
        Assert.Equal(name == "create", told is WebhookRefCreated);
    }

    [Theory]
    [InlineData("open", """{"full_name":"team/shop"}""", true, false)]
    [InlineData("closed", """{"full_name":"team/shop"}""", false, false)]
    [InlineData("open", """{"full_name":"mallory/shop"}""", true, true)]
    [InlineData("open", "null", true, true)]
    public void Read_PullRequest_TellsStateAndOrigin(string state, string head, bool isOpen, bool isFork)
    {
        var told = Assert.IsType<WebhookPullRequest>(Read("pull_request", Pull(state, head)).Event);

        Assert.Equal((7, B, "feature/x", isOpen, isFork), (told.Number, told.Commit, told.Branch, told.IsOpen, told.IsFork));
        Assert.Equal(["environment", "bug"], told.Labels);
    }

    [Fact]
    public void Read_Ping_TellsNothing() => Assert.Equal(default, Read("ping", """{"zen":"…"}"""));

    [Theory]
    [InlineData("push", "")]
    [InlineData("push", "not json")]
    [InlineData("push", "[]")]
    [InlineData("push", "null")]
    [InlineData("push", "{}")]
    [InlineData("push", $$$"""{{{{Repository}}}}""")]
    [InlineData("push", $$$"""{"ref":7,"before":"{{{A}}}","after":"{{{B}}}",{{{Repository}}}}""")]
    [InlineData("push", $$$"""{"ref":"refs/heads/main","before":"{{{A}}}",{{{Repository}}}}""")]
    [InlineData("push", $$$"""{"ref":"refs/heads/main","before":"{{{A}}}","after":"--upload-pack=x",{{{Repository}}}}""")]
    [InlineData("push", $$$"""{"ref":"\ud800","before":"{{{A}}}","after":"{{{B}}}",{{{Repository}}}}""")]
    [InlineData("push", $$$"""{"ref":"refs/heads/main","before":"{{{A}}}","after":"{{{B}}}","repository":"Team/Shop"}""")]
    [InlineData("push", $$$"""{"ref":"refs/heads/main","before":"{{{A}}}","after":"{{{B}}}","repository":{"full_name":"../x"}}""")]
    [InlineData("push", $$$"""{"ref":"refs/heads/main","before":"{{{A}}}","after":"{{{B}}}","repository":{"full_name":"a/b/c"}}""")]
    [InlineData("push", $$$"""{"ref":"refs/heads/main","before":"{{{A}}}","after":"{{{B}}}","repository":{"full_name":"--upload-pack=x"}}""")]
    [InlineData("create", $$$"""{"ref":"x","ref_type":"repository",{{{Repository}}}}""")]
    [InlineData("delete", $$$"""{"ref_type":"branch",{{{Repository}}}}""")]
    [InlineData("pull_request", $$$"""{"number":0,"pull_request":{"head":{}},{{{Repository}}}}""")]
    [InlineData("pull_request", $$$"""{"number":7,"pull_request":7,{{{Repository}}}}""")]
    [InlineData("pull_request", $$$"""{"number":1e99,"pull_request":{"head":{}},{{{Repository}}}}""")]
    [InlineData("pull_request", $$$"""{"number":7,"pull_request":{"head":{"sha":"{{{B}}}"},"state":"open"},{{{Repository}}}}""")]
    public void Read_WrongShape_IsAProblem(string name, string body)
    {
        var read = Read(name, body);

        Assert.Null(read.Event);
        Assert.NotNull(read.Problem);
        Assert.DoesNotContain("upload-pack", read.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DeepJson_IsAProblem() => Assert.NotNull(Read("push", new string('[', 100_000)).Problem);

    [Fact]
    public void Read_ManyLabels_TakesTheFirstHundred()
    {
        var labels = string.Join(',', Enumerable.Range(0, 5000).Select(i => $$$"""{"name":"l{{{i}}}"}"""));
        var told = Assert.IsType<WebhookPullRequest>(Read("pull_request", Pull("open", "null", labels)).Event);

        Assert.Equal(100, told.Labels.Length);
    }

    private static string Pull(string state, string head, string labels = """{"name":"environment"},{"name":"bug"},7,{"name":null}""") => $$$"""
        {"action":"synchronize","number":7,"pull_request":{"state":"{{{state}}}","labels":[{{{labels}}}],"head":{"sha":"{{{B}}}","ref":"feature/x","repo":{{{head}}}}},{{{Repository}}}}
        """;

    private static WebhookReading Read(string name, string body) => WebhookPayload.Read(name, Encoding.UTF8.GetBytes(body));
}
