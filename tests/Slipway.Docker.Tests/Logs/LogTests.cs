using System.Diagnostics;
using Slipway.Core.Engines;
using Slipway.Core.Planning;

namespace Slipway.Docker.Tests.Logs;

public sealed class LogTests(EngineFixture fixture) : IAsyncDisposable
{
    private readonly TestCluster _cluster = new(fixture);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task ReadLogs_BothStreams_AreToldApartAndHaveTimes()
    {
        var before = DateTimeOffset.UtcNow;
        var name = await EndedAsync("echo out; echo err >&2; printf unfinished");

        var lines = await ReadAsync(name);

        Assert.Equal(["out", "unfinished"], lines.Where(line => !line.IsError).Select(line => line.Text));
        Assert.Equal(["err"], lines.Where(line => line.IsError).Select(line => line.Text));
        Assert.All(lines, line => Assert.InRange(line.Time, before.AddSeconds(-5), DateTimeOffset.UtcNow.AddSeconds(5)));
    }

    [Fact]
    public async Task ReadLogs_Terminal_HasPlainLines()
    {
        var name = await _cluster.StartAsync(_cluster.Desired(TestCluster.Shell("web", "echo one; echo two") with { Tty = true }));
        await _cluster.AwaitAsync(name, AwaitedCondition.Completed);

        Assert.Equal(["one", "two"], (await ReadAsync(name)).Select(line => line.Text));
    }

    [Fact]
    public async Task ReadLogs_Tail_HasTheLastLines()
    {
        var name = await EndedAsync("for i in 1 2 3 4 5; do echo $i; done");

        Assert.Equal(["4", "5"], (await ReadAsync(name, tail: 2)).Select(line => line.Text));
    }

    [Fact]
    public async Task ReadLogs_VeryLongLine_ComesInBoundedPieces()
    {
        var name = await EndedAsync("head -c 40000 /dev/zero | tr '\\0' x; echo; echo next");

        var lines = (await ReadAsync(name)).Select(line => line.Text).ToArray();

        Assert.Equal([16384, 16384, 7232, 4], lines.Select(line => line.Length));
        Assert.All(lines[..3], line => Assert.Equal("x", line[..1]));
        Assert.Equal("next", lines[^1]);
    }

    [Fact]
    public async Task ReadLogs_Follow_DeliversAsItComesAndEndsWithTheContainer()
    {
        var name = await _cluster.StartAsync(_cluster.Desired(TestCluster.Shell("web", "echo one; sleep 1; echo two")));
        var arrivals = new List<TimeSpan>();
        var watch = Stopwatch.StartNew();

        await foreach (var line in _cluster.Engine.ReadLogsAsync(name, null, true, TestCluster.Token))
        {
            arrivals.Add(watch.Elapsed);
        }

        Assert.Equal(2, arrivals.Count);
        Assert.True(arrivals[1] - arrivals[0] > TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public async Task ReadLogs_NoSuchContainer_IsNotFound()
    {
        var error = await Assert.ThrowsAsync<EngineException>(() => ReadAsync(_cluster.Name + "-none"));

        Assert.Equal(EngineFailure.NotFound, error.Failure);
    }

    private async Task<string> EndedAsync(string script)
    {
        var name = await _cluster.StartAsync(_cluster.Desired(TestCluster.Shell("web", script)));
        await _cluster.AwaitAsync(name, AwaitedCondition.Completed);
        return name;
    }

    private async Task<List<LogLine>> ReadAsync(string container, int? tail = null)
    {
        var lines = new List<LogLine>();
        await foreach (var line in _cluster.Engine.ReadLogsAsync(container, tail, false, TestCluster.Token))
        {
            lines.Add(line);
        }

        return lines;
    }
}
