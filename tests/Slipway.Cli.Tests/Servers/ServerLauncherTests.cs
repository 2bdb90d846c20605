using Slipway.Cli.Tests.Fakes;

namespace Slipway.Cli.Tests.Servers;

public sealed class ServerLauncherTests
{
    [Fact]
    public async Task Verb_NoServerRuns_StartsOneInTheBackground()
    {
        await using var cli = new CliRun();
        Program(cli, $"""
            printf '%s' '{cli.Server.AddressJson}' >"$(dirname "$0")/address"
            mv "$(dirname "$0")/address" "$(dirname "$0")/home/server.json"
            exec sleep 0.2
            """);
        cli.Server.Text("GET /api/clusters", "[]", "application/json");

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("ls", "--json"));
        Assert.Equal("[]", cli.Out.Trim());
    }

    [Fact]
    public async Task Verb_SeveralAtOnce_StartOneServer()
    {
        await using var cli = new CliRun();
        Program(cli, $"""
            echo started >>"$(dirname "$0")/starts"
            sleep 0.2
            printf '%s' '{cli.Server.AddressJson}' >"$(dirname "$0")/home/server.json"
            exec sleep 0.2
            """);
        cli.Server.Text("GET /api/clusters", "[]", "application/json");

        var exitCodes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => cli.RunAsync("ls")));

        Assert.All(exitCodes, exitCode => Assert.Equal(ExitCodes.Success, exitCode));
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(cli.Directory, "starts"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Verb_ServerEndsWhileItStarts_ShowsTheEndOfItsLog()
    {
        await using var cli = new CliRun();
        Program(cli, "echo 'the database is of a newer version' >&2; exit 3");

        Assert.Equal(ExitCodes.ServerUnavailable, await cli.RunAsync("ls"));
        Assert.Equal("error: the server ended while it started; it wrote last:", cli.ErrorLines[^3]);
        Assert.Equal("  | the database is of a newer version", cli.ErrorLines[^2]);
        Assert.Contains(Path.Combine(cli.Home, "server.log"), cli.ErrorLines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verb_AddressOfAnEndedProcess_CountsAsNotRunning()
    {
        await using var cli = new CliRun();
        Program(cli, "exit 3");
        Directory.CreateDirectory(cli.Home);
        var stale = cli.Server.AddressJson.Replace($"{Environment.ProcessId}", "999999999", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(cli.Home, "server.json"), stale, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCodes.ServerUnavailable, await cli.RunAsync("ls"));
        Assert.Empty(cli.Server.Requests);
    }

    [Theory]
    [InlineData("healthy", "unhealthy", ExitCodes.Success)]
    [InlineData("unhealthy", "healthy", ExitCodes.ServerUnavailable)]
    public async Task Verb_ServerIsNotReady_IsAskedIfItLacksSomethingAndNotIfItStartsOrStops(string server, string store, int expected)
    {
        await using var cli = new CliRun();
        Program(cli, "exit 3");
        cli.Server.Announce().Text("GET /api/clusters", "[]", "application/json").Text(
            "GET /health/ready",
            $$"""{"status":"unhealthy","checks":[{"part":"server","status":"{{server}}","reason":""},{"part":"store","status":"{{store}}","reason":""}]}""",
            "application/json",
            503);

        Assert.Equal(expected, await cli.RunAsync("ls", "--json"));
    }

    [Fact]
    public async Task Stop_NoServerRuns_SaysSo()
    {
        await using var cli = new CliRun();

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("stop"));
        Assert.Equal("the server is not running", cli.OutLines[0]);
    }

    private static void Program(CliRun cli, string script)
    {
        var path = Path.Combine(cli.Directory, "server.sh");
        File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        cli.Variables["SLIPWAY_SERVER"] = path;
    }
}
