using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Slipway.Core.Engines;
using Slipway.Docker.Connection;

namespace Slipway.Docker.Tests.Connection;

public sealed class ConnectionTests(EngineFixture fixture)
{
    [Fact]
    public async Task Describe_Engine_SaysWhatItIs()
    {
        var engine = await fixture.Engine.DescribeAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("Docker Engine", "linux"), (engine.Name, engine.OperatingSystem));
        Assert.NotEmpty(engine.Version);
        Assert.True(System.Version.Parse(engine.ApiVersion) >= new System.Version(1, 41));
    }

    [Fact]
    public async Task AnyCall_NoEngine_SaysWhereAndWhatToDo()
    {
        await using var services = EngineFixture.BuildServices(new() { ["Slipway:Docker:Host"] = "unix:///no/such.sock" });

        var error = await Assert.ThrowsAsync<EngineUnreachableException>(
            () => services.GetRequiredService<IContainerEngine>().DescribeAsync(TestContext.Current.CancellationToken));

        Assert.Contains("unix:///no/such.sock", error.Message, StringComparison.Ordinal);
        Assert.Contains("DOCKER_HOST", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyCall_Cancelled_IsACancellationAndNoFailure()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fixture.Engine.DescribeAsync(cancelled.Token));
    }

    [Fact]
    public void Options_WrongHost_AreRefused()
    {
        using var services = EngineFixture.BuildServices(new() { ["Slipway:Docker:Host"] = "ssh://somewhere" });

        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IContainerEngine>());

        Assert.Contains("unix://", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("web-1", true)]
    [InlineData("a.b_c", true)]
    [InlineData("", false)]
    [InlineData("..", false)]
    [InlineData("a/b", false)]
    [InlineData("../volumes/prune", false)]
    [InlineData("a?b", false)]
    [InlineData("a%2fb", false)]
    [InlineData("a b", false)]
    public void Name_Text_IsCheckedBeforeItBecomesAPath(string name, bool allowed) =>
        Assert.Equal(allowed, Record.Exception(() => PathSegment.Name(name)) is null);

    [Theory]
    [InlineData("localhost:5000/a/b:1", true)]
    [InlineData("a@sha256:ab", true)]
    [InlineData("a/../../containers/x", false)]
    [InlineData("/a", false)]
    [InlineData("a?b", false)]
    public void Image_Reference_IsCheckedBeforeItBecomesAPath(string reference, bool allowed) =>
        Assert.Equal(allowed, Record.Exception(() => PathSegment.Image(reference)) is null);
}
