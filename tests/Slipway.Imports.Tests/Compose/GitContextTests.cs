using Slipway.Core.Configurations;
using Slipway.Core.Diagnostics;
using Slipway.Imports.Sources;
using Slipway.Testing.Sources;

namespace Slipway.Imports.Tests.Compose;

/// <summary>Build contexts that are Git URLs.</summary>
public sealed class GitContextTests
{
    private const string Commit = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private static readonly BuildSource Source = new("https://example.org/lib.git", "main", Commit);

    [Theory]
    [InlineData("https://example.org/lib.git", "https://example.org/lib.git", null)]
    [InlineData("https://example.org/lib.git#v1", "https://example.org/lib.git", "v1")]
    [InlineData("https://example.org/lib.git#feature/a:sub/dir", "https://example.org/lib.git", "feature/a")]
    [InlineData("https://example.org/lib.git#:sub", "https://example.org/lib.git", null)]
    [InlineData("http://example.org/lib.git#main", "http://example.org/lib.git", "main")]
    [InlineData("git://example.org/lib", "git://example.org/lib", null)]
    [InlineData("ssh://git@example.org/lib#main", "ssh://git@example.org/lib", "main")]
    [InlineData("git@example.org:team/lib.git#main:.", "git@example.org:team/lib.git", "main")]
    [InlineData("file:///srv/lib.git#main", "file:///srv/lib.git", "main")]
    [InlineData("github.com/team/lib#main", "https://github.com/team/lib", "main")]
    [InlineData("https://github.com/team/lib", "https://github.com/team/lib", null)]
    public void Parse_GitUrl_IsWantedAndNoError(string context, string address, string? reference)
    {
        var parsed = Repo.ParseWith($"build: '{context}'");

        Assert.Equal([new WantedSource(address, reference)], parsed.Wanted);
        Assert.Empty(parsed.Diagnostics);
    }

    [Fact]
    public void Parse_Opened_IsBuiltFromItsDirectoryAtItsCommit()
    {
        var lib = Lib();
        var image = ImageOf("build: 'https://example.org/lib.git#main:app'", "main", lib);

        Assert.Equal((Source, "app", lib.Find("app")!.Id, "Dockerfile"), (image.Source, image.ContextPath, image.ContextTree, image.Dockerfile));
        Assert.Null(image.DockerfileBlob);
    }

    [Fact]
    public void Parse_DockerfileBesideTheContext_IsTakenFromThatRepository()
    {
        var image = ImageOf("build: { context: 'https://example.org/lib.git#main:app', dockerfile: ../other.Dockerfile }", "main", Lib());
        Assert.Equal(FakeSourceTree.BlobId("FROM other"), image.DockerfileBlob);
    }

    [Theory]
    [InlineData("'https://example.org/lib.git#main:none'", "https://example.org/lib.git has no directory none at this commit; add and commit it")]
    [InlineData("'https://example.org/lib.git#main:link'", "link is a link that leads outside of the repository")]
    [InlineData("{ context: 'https://example.org/lib.git#main:app', dockerfile: Missing }", "https://example.org/lib.git has no app/Missing at this commit; add and commit it")]
    [InlineData("{ context: 'https://example.org/lib.git#main:app', dockerfile: ../../Dockerfile }", "../../Dockerfile lies outside of the repository; move it inside")]
    public void Parse_NothingThere_IsRefusedAtItsPlace(string build, string message)
    {
        var parsed = Repo.ParseWith($"build: {build}", (new WantedSource("https://example.org/lib.git", "main"), new OtherTree { Source = Source, Tree = Lib() }));

        var found = Assert.Single(parsed.Diagnostics);
        Assert.Equal((Severity.Error, message, "compose.yaml"), (found.Severity, found.Message, found.Location?.File));
        Assert.Null(parsed.Set);
    }

    [Fact]
    public void Parse_CannotBeHad_SaysWhyAtItsPlace()
    {
        var parsed = Repo.ParseWith("build: 'https://example.org/lib.git#v9'", (new WantedSource("https://example.org/lib.git", "v9"), new OtherTree { Problem = "'v9' is no branch" }));

        var found = Assert.Single(parsed.Diagnostics);
        Assert.Equal(("SC0110", "'v9' is no branch", 3), (found.Code, found.Message, found.Location!.Line));
    }

    [Theory]
    [InlineData("https://user:hunter22@example.org/lib.tar.gz")]
    [InlineData("https://user:hunter22@example.org/lib.git?ref=main")]
    [InlineData("https://user:hunter22@example.org/lib.git#main:../x")]
    public void Parse_Refused_TellsNoCredentials(string context) =>
        Assert.DoesNotContain("hunter22", Assert.Single(Repo.ParseWith($"build: '{context}'").Diagnostics).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_FurtherContext_IsADirectoryOfTheOtherRepositoryAtItsCommit()
    {
        var lib = Lib();
        var image = ImageOf("build: {context: ., dockerfile_inline: FROM scratch, additional_contexts: {more: 'https://example.org/lib.git#main:app'}}", "main", lib);

        Assert.Equal(new BuildContext { Name = "more", Source = Source, Path = "app", Tree = lib.Find("app")!.Id }, Assert.Single(image.Contexts!.Value));
    }

    [Theory]
    [InlineData("https://example.org/lib.git#main:none", "https://example.org/lib.git has no directory none at this commit; add and commit it")]
    [InlineData("https://example.org/lib.git#main:link", "link is a link that leads outside of the repository")]
    [InlineData("https://example.org/lib.git#main:../x", "the directory ../x of https://example.org/lib.git is written with '..'; name it from the root of the repository")]
    public void Parse_FurtherContextThatIsNotThere_IsRefusedAtItsPlace(string url, string message)
    {
        var parsed = Repo.ParseWith(
            $"build: {{context: ., dockerfile_inline: FROM scratch, additional_contexts: {{more: '{url}'}}}}",
            (new WantedSource("https://example.org/lib.git", "main"), new OtherTree { Source = Source, Tree = Lib() }));

        var found = Assert.Single(parsed.Diagnostics);
        Assert.Equal((Severity.Error, message, 3), (found.Severity, found.Message, found.Location!.Line));
    }

    private static FakeSourceTree Lib() => new FakeSourceTree { Repository = Source.Repository, Commit = Commit }
        .With("app/Dockerfile", "FROM scratch").With("app/main.c", "int main;").With("other.Dockerfile", "FROM other").WithLink("link", "../outside");

    private static BuiltImage ImageOf(string body, string? reference, FakeSourceTree lib)
    {
        var parsed = Repo.ParseWith(body, (new WantedSource("https://example.org/lib.git", reference), new OtherTree { Source = Source, Tree = lib }));
        Assert.True(parsed.Set is not null, string.Join('\n', parsed.Diagnostics));
        return Assert.IsType<BuiltImage>(parsed.Set.Configurations[0].Image);
    }
}
