using Slipway.Cli.Engines;
using Slipway.Cli.Tests.Fakes;

namespace Slipway.Cli.Tests.Engines;

public sealed class EngineSetupTests
{
    [Fact]
    public async Task Up_NoEngineAtDockerHost_IsOneErrorWithTheNextStep()
    {
        await using var cli = new CliRun();
        var address = $"unix://{cli.Directory}/nothing.sock";
        cli.Variables["DOCKER_HOST"] = address;

        Assert.Equal(ExitCodes.EngineUnavailable, await cli.RunAsync("up", "."));
        Assert.Equal(2, cli.ErrorLines.Length);
        Assert.Equal($"error: no Docker Engine answers at DOCKER_HOST={address}", cli.ErrorLines[0]);
        Assert.StartsWith("  next step: start that engine", cli.ErrorLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswersAsync_Socket()
    {
        await using var cli = new CliRun();

        Assert.True(await EngineProbe.AnswersAsync(cli.Variables["DOCKER_HOST"], tls: false, TestContext.Current.CancellationToken));
        Assert.False(await EngineProbe.AnswersAsync("unix:///nowhere.sock", tls: false, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("ssh://user@host", false)]
    [InlineData("tcp://127.0.0.1:2376", true)]
    public async Task AnswersAsync_NeedsMoreThanASocket_DoesNotKnow(string host, bool tls) =>
        Assert.Null(await EngineProbe.AnswersAsync(host, tls, TestContext.Current.CancellationToken));
}
