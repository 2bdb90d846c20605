using Slipway.Api;
using Slipway.Cli.Tests.Fakes;

namespace Slipway.Cli.Tests.Up;

public sealed class UpCommandTests
{
    [Fact]
    public async Task Up_ImportSucceeds_PrintsAddressesAndExitsWithZero()
    {
        await using var cli = Prepare([Views.Running(1), Views.Succeeded()]);

        var exitCode = await cli.RunAsync("up", "repo", "--ref", "main", "--name", "shop", "--profile", "dev");

        Assert.Equal(ExitCodes.Success, exitCode);
        Assert.StartsWith("guestbook is up: 1 image built, 2 containers created, 1 container unchanged in ", cli.OutLines[0], StringComparison.Ordinal);
        Assert.Contains("  web  http://localhost:8080", cli.OutLines);
        Assert.Contains("  remove  slipway rm guestbook", cli.OutLines);
        var request = Assert.Single(cli.Server.Requests, text => text.StartsWith("POST", StringComparison.Ordinal));
        Assert.Contains($"\"repository\":\"{cli.Directory}/repo\",\"ref\":\"main\",\"name\":\"shop\"", request, StringComparison.Ordinal);
        Assert.Contains("\"profiles\":[\"dev\"]", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_NothingChanged_SaysSo()
    {
        await using var cli = Prepare([Views.Succeeded() with { Plan = new PlanSummary(0, 0, 0, 0, 0, 0, 5) }]);

        await cli.RunAsync("up", "repo");

        Assert.StartsWith("guestbook is up: nothing to do: 5 containers unchanged, in ", cli.OutLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_DeploymentFails_ShowsInstanceReasonPlaceLogAndNextStep()
    {
        await using var cli = Prepare([Views.Running(1), Views.Failed()]);

        var exitCode = await cli.RunAsync("up", "repo");

        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Empty(cli.Out);
        Assert.Equal(
            [
                "error: web: its container ended with exit code 3, three times",
                "  at compose.yaml:7:12",
                "  its last 2 lines of output:",
                "  | starting",
                "  | no such table: entries",
                "  next step: correct the command, then run up again",
            ],
            cli.ErrorLines[^6..]);
    }

    [Fact]
    public async Task Up_InputRefused_ShowsDiagnosticsAndExitsWithRejected()
    {
        var diagnostic = new DiagnosticView("XC0107", "error", "compose.yaml", 12, 9, "services.web.ports[1]", "\"99999\" is not a port; use 1-65535");
        await using var cli = Prepare([Views.Rejected(diagnostic)]);

        var exitCode = await cli.RunAsync("up", "repo");

        Assert.Equal(ExitCodes.Rejected, exitCode);
        Assert.Contains("compose.yaml:12:9: error XC0107: services.web.ports[1]: \"99999\" is not a port; use 1-65535", cli.ErrorLines);
        Assert.Equal("nothing was created: correct the error above, commit, and repeat the command", cli.ErrorLines[^1]);
    }

    [Fact]
    public async Task Up_ServerRefusesRequest_ShowsItsProblem()
    {
        await using var cli = Prepare([]);
        cli.Server.Problem("POST /api/imports", 400, "repository-invalid", "The repository cannot be used", "/home/user/x is in no Git repository; run 'git init' there.");

        var exitCode = await cli.RunAsync("up", "repo");

        Assert.Equal(ExitCodes.Rejected, exitCode);
        Assert.Equal(["error: The repository cannot be used: /home/user/x is in no Git repository; run 'git init' there."], cli.ErrorLines);
    }

    [Fact]
    public async Task Up_Superseded_HasAnExitCodeOfItsOwn()
    {
        await using var cli = Prepare([Views.Running(2) with { State = OperationStates.Superseded }]);

        Assert.Equal(ExitCodes.Superseded, await cli.RunAsync("up", "repo"));
    }

    [Fact]
    public async Task Up_NoticesOfTheServer_AreShown()
    {
        await using var cli = Prepare([Views.Succeeded() with { Notices = ["uncommitted changes are not deployed: compose.yaml"] }]);

        await cli.RunAsync("up", "repo");

        Assert.Contains("notice: uncommitted changes are not deployed: compose.yaml", cli.ErrorLines);
    }

    [Fact]
    public async Task Up_Json_PrintsTheLastStateAlone()
    {
        await using var cli = Prepare([Views.Succeeded()]);

        await cli.RunAsync("up", "repo", "--json");

        Assert.StartsWith("{", cli.Out, StringComparison.Ordinal);
        Assert.Contains("\"state\": \"succeeded\"", cli.Out, StringComparison.Ordinal);
        Assert.EndsWith("}", cli.OutLines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_ConnectionIsLost_GoesOnWithTheNextStream()
    {
        await using var cli = Prepare([Views.Running(1)], [Views.Running(1), Views.Running(2)], [Views.Succeeded()]);

        var exitCode = await cli.RunAsync("up", "repo");

        Assert.Equal(ExitCodes.Success, exitCode);
        Assert.Equal(3, cli.Server.Requests.Count(text => text.EndsWith("/stream", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Up_ServerRestartsElsewhere_FollowsItThere()
    {
        await using var cli = Prepare([]);
        await using var second = new FakeServer(cli.Home);
        second.Stream("op1", [Views.Succeeded()]);
        cli.Server.On("GET /api/operations/op1/stream", context =>
        {
            second.Announce();
            context.Response.Abort();
            return Task.CompletedTask;
        });

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("up", "repo"));
    }

    [Fact]
    public async Task Up_ServerIsStoppedForGood_SaysThatTheOperationGoesOnLater()
    {
        await using var cli = Prepare([]);
        var time = CliRun.Noon();
        time.AutoAdvanceAmount = TimeSpan.FromSeconds(1);
        cli.Time = time;
        cli.Server.On("GET /api/operations/op1/stream", context =>
        {
            File.Delete(Path.Combine(cli.Home, "server.json"));
            context.Response.Abort();
            return Task.CompletedTask;
        });

        var run = cli.RunAsync("up", "repo");
        await AdvanceUntilAsync(time, run);

        Assert.Equal(ExitCodes.ServerUnavailable, await run);
        Assert.Contains("the server was stopped", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_WaitTimeoutPasses_StopsWaitingAndSaysHowToGoOn()
    {
        await using var cli = Prepare([]);
        var connected = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        cli.Server.On("GET /api/operations/op1/stream", async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.OutputStream.WriteAsync("\n"u8.ToArray());
            await context.Response.OutputStream.FlushAsync();
            connected.SetResult();
            await release.Task;
        });
        var time = CliRun.Noon();
        cli.Time = time;

        var run = cli.RunAsync("up", "repo", "--wait-timeout", "30");
        await connected.Task;
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(ExitCodes.WaitTimeout, await run);
        Assert.Contains("notice: not finished after 30 s; it goes on in the background", cli.ErrorLines);
        Assert.Contains("  next step: slipway ls shows what became of it", cli.ErrorLines);
        release.SetResult();
    }

    [Fact]
    public async Task Up_Interrupted_LeavesTheOperationAloneAndSaysHowToFollowIt()
    {
        await using var cli = Prepare([]);
        using var stop = new CancellationTokenSource();
        var release = new TaskCompletionSource();
        cli.Server.On("GET /api/operations/op1/stream", async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.OutputStream.WriteAsync("\n"u8.ToArray());
            await context.Response.OutputStream.FlushAsync();
            await stop.CancelAsync();
            await release.Task;
        });

        var exitCode = await cli.RunAsync(stop.Token, "up", "repo");

        Assert.Equal(ExitCodes.Interrupted, exitCode);
        Assert.Contains("notice: stopped watching; it goes on in the background", cli.ErrorLines);
        release.SetResult();
    }

    [Fact]
    public async Task Up_NoSuchDirectory_IsRefusedWithoutAServer()
    {
        await using var cli = new CliRun();

        var exitCode = await cli.RunAsync("up", "nowhere");

        Assert.Equal(ExitCodes.Rejected, exitCode);
        Assert.StartsWith($"error: there is no directory {cli.Directory}/nowhere, and 'nowhere' is not a Git URL", cli.Error, StringComparison.Ordinal);
        Assert.Empty(cli.Server.Requests);
    }

    private static CliRun Prepare(params OperationView[][] connections)
    {
        var cli = new CliRun();
        Directory.CreateDirectory(Path.Combine(cli.Directory, "repo"));
        cli.Server.Announce().Json("POST /api/imports", new Accepted("op1"));
        if (connections.Any(views => views.Length > 0))
        {
            cli.Server.Stream("op1", connections);
        }

        return cli;
    }

    private static async Task AdvanceUntilAsync(Microsoft.Extensions.Time.Testing.FakeTimeProvider time, Task run)
    {
        while (!run.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}
