using System.Text;
using Slipway.Api;
using Slipway.Cli.Logs;
using Slipway.Cli.Tests.Fakes;

namespace Slipway.Cli.Tests.Logs;

public sealed class LogFollowTests
{
    [Fact]
    public async Task Logs_FollowedConnectionIsLost_GoesOnWithoutPrintingTwice()
    {
        await using var cli = new CliRun();
        var connection = 0;
        cli.Server.Announce().On("GET /api/clusters/guestbook/logs", async context =>
        {
            string[] lines = [Line(0, "one"), Line(1, "two"), Line(1, "same time"), Line(2, "missed")];
            context.Response.ContentType = "application/x-ndjson";
            if (Interlocked.Increment(ref connection) == 1)
            {
                await FakeServer.DieAsync(context, string.Join('\n', lines[..2]) + "\n");
                return;
            }

            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
        });

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("logs", "guestbook", "-f", "--tail", "2"));

        Assert.Equal(["web-1 | one", "web-1 | two", "web-1 | same time", "web-1 | missed"], cli.OutLines);
        Assert.Equal(["the connection to the server was lost; waiting for it …"], cli.ErrorLines);
        Assert.Contains("GET /api/clusters/guestbook/logs?tail=2&follow=true", cli.Server.Requests);
        Assert.Contains("GET /api/clusters/guestbook/logs?follow=true", cli.Server.Requests);
    }

    [Fact]
    public void SeenLines_Rewound_TellsContainersApart()
    {
        var seen = new SeenLines();
        Assert.True(seen.IsNew(Entry("a", 5)));

        seen.Rewind();

        Assert.False(seen.IsNew(Entry("a", 4)));
        Assert.False(seen.IsNew(Entry("a", 5)));
        Assert.True(seen.IsNew(Entry("a", 5)));
        Assert.True(seen.IsNew(Entry("b", 1)));
        Assert.True(seen.IsNew(Entry("a", 6)));
    }

    private static LogEntry Entry(string container, int second) => new(container, container, Views.Noon.AddSeconds(second), "out", "text");

    private static string Line(int second, string text) =>
        $$"""{"instance":"web","container":"guestbook-web-1","time":"2026-03-04T12:00:0{{second}}Z","stream":"out","text":"{{text}}"}""";
}
