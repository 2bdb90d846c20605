using System.Collections.Concurrent;
using Slipway.Api;
using Slipway.Cli.Tests.Fakes;

namespace Slipway.Cli.Tests.Up;

/// <summary>The server dies, or the connection does, before it answers a request that begins something.</summary>
public sealed class AskedAgainTests
{
    [Fact]
    public async Task Up_NoAnswerToTheFirstRequest_AsksAgainByTheSameId()
    {
        await using var cli = new CliRun();
        Directory.CreateDirectory(Path.Combine(cli.Directory, "repo"));
        var ids = AnswersTheSecond(cli, "POST /api/imports", Views.Succeeded());

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("up", "repo"));

        Assert.Equal(2, ids.Count);
        Assert.Matches("^[0-9a-f]{32}$", Assert.Single(ids.Distinct()));
    }

    [Fact]
    public async Task Rm_NoAnswerToTheFirstRequest_AsksAgainByTheSameId()
    {
        await using var cli = new CliRun();
        var ids = AnswersTheSecond(cli, "DELETE /api/clusters/guestbook", Views.Succeeded() with { Kind = "remove" });

        var exitCode = await cli.RunAsync("rm", "guestbook");

        Assert.True(exitCode == ExitCodes.Success, cli.Error);

        Assert.Equal((2, 1), (ids.Count, ids.Distinct().Count()));
    }

    [Fact]
    public async Task Up_NeverAnAnswer_GivesUpWithExitCodeServerUnavailable()
    {
        await using var cli = new CliRun();
        Directory.CreateDirectory(Path.Combine(cli.Directory, "repo"));
        var asked = 0;
        cli.Server.Announce().On("POST /api/imports", context =>
        {
            Interlocked.Increment(ref asked);
            return FakeServer.DieAsync(context);
        });

        Assert.Equal(ExitCodes.ServerUnavailable, await cli.RunAsync("up", "repo"));
        Assert.Equal(5, asked);
    }

    private static ConcurrentQueue<string> AnswersTheSecond(CliRun cli, string request, OperationView end)
    {
        var ids = new ConcurrentQueue<string>();
        cli.Server.Announce().Stream("op1", [end]).On(request, async context =>
        {
            ids.Enqueue(context.Request.Headers[RequestHeaders.RequestId] ?? "none");
            if (ids.Count == 1)
            {
                await FakeServer.DieAsync(context);
                return;
            }

            context.Response.StatusCode = 202;
            context.Response.ContentType = "application/json";
            await context.Response.OutputStream.WriteAsync("""{"operation":"op1"}"""u8.ToArray());
        });
        return ids;
    }
}
