using Slipway.Messaging.TestWorker;
using Slipway.Testing;
using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Chaos;

/// <summary>Kill -9 of real processes on one SQLite file: nothing is lost, and every effect is committed exactly once.</summary>
public sealed class KilledProcessTests : IAsyncLifetime
{
    private readonly SqliteTestStore _store = new();
    private WorkerHost _sender = null!;

    public static TheoryData<string, string> KillPoints => new()
    {
        { "chaos.begun", "before-commit" },
        { "chaos.build", "before-handle" },
        { "chaos.build", "before-commit" },
        { "chaos.build", "after-commit" },
        { "chaos.finish", "after-commit" },
    };

    public async ValueTask InitializeAsync()
    {
        await _store.CreateAsync();
        _sender = WorkerHost.Build(_store, ChaosFlow.Declare, "chaos");
    }

    public async ValueTask DisposeAsync()
    {
        await _sender.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(KillPoints))]
    public async Task Worker_IsKilledAtAPointAndStartedAgain_GoesOnAtOnceAndCommitsEachEffectOnce(string name, string point)
    {
        var chain = await _sender.PublishAsync(new ChaosBegun("a", "k"));
        await using (var first = WorkerProcess.Start(_store.ConnectionString, $"{name}@{point}"))
        {
            Assert.Equal(137, await first.EndsAsync(TestContext.Current.CancellationToken));
        }
        var before = await _store.EffectsAsync();

        await using var second = WorkerProcess.Start(_store.ConnectionString);
        await FinishedAsync(1);

        Assert.Equal(point == "after-commit", before.Contains($"a {name}"));
        Assert.Equal(ChaosFlow.Names.Select(n => $"a {n}"), await _store.EffectsAsync());
        var records = await _sender.ChainAsync(chain);
        Assert.Equal(ChaosFlow.Names, records.Select(r => r.Name));
        Assert.Single(records.Select(r => r.TraceId).Distinct());
        Assert.All(records, r => Assert.InRange(Assert.Single(r.Deliveries).Attempts, r.Name == name && point != "after-commit" ? 2 : 1, AtMost(r.Name)));

        // What follows a commit may be begun before the process is dead, an instant after it.
        int AtMost(string of) => (of == name && point != "after-commit") || (point == "after-commit" && IsAfter(of)) ? 2 : 1;
        bool IsAfter(string of) => ChaosFlow.Names.ToList().IndexOf(of) == ChaosFlow.Names.ToList().IndexOf(name) + 1;
    }

    [Fact]
    public async Task Workers_AreKilledAtRandomAgainAndAgain_NothingIsLostOrDoubled()
    {
        const int Chains = 60;
        const int Kills = 8;
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        WorkerProcess[] workers = [WorkerProcess.Start(_store.ConnectionString), WorkerProcess.Start(_store.ConnectionString)];
        try
        {
            var sent = Enumerable.Range(0, Chains).ToDictionary(i => $"{i}", i => $"key:{i % 7}");
            foreach (var batch in sent.Chunk(Chains / Kills))
            {
                foreach (var (id, key) in batch)
                {
                    await _sender.PublishAsync(new ChaosBegun(id, key));
                }
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 400)), TimeProvider.System, TestContext.Current.CancellationToken);
                var victim = random.Next(workers.Length);
                await workers[victim].KillAsync();
                await workers[victim].DisposeAsync();
                workers[victim] = WorkerProcess.Start(_store.ConnectionString);
            }
            await FinishedAsync(Chains);

            var expected = sent.Keys.SelectMany(id => ChaosFlow.Names.Select(name => $"{id} {name}")).Order(StringComparer.Ordinal);
            Assert.Equal(expected, (await _store.EffectsAsync()).Order(StringComparer.Ordinal));
            Assert.Equal(["done"], await _store.QueryAsync("select distinct state from delivery"));
        }
        finally
        {
            foreach (var worker in workers)
            {
                await worker.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task Message_KillsItsProcessEachTime_EndsDeadAndOthersAreHandled()
    {
        var poison = await _sender.SendAsync(new ChaosPoison("p"));
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await using var doomed = WorkerProcess.Start(_store.ConnectionString, "chaos.poison@before-handle");
            Assert.Equal(137, await doomed.EndsAsync(TestContext.Current.CancellationToken));
        }

        await using var last = WorkerProcess.Start(_store.ConnectionString, "chaos.poison@before-handle");
        await _sender.PublishAsync(new ChaosBegun("a", "k"));

        var dead = await _sender.ReachesAsync(poison, DeliveryState.Dead);
        Assert.StartsWith("crashed: gave up after 3 attempts: the process that ran it ended", dead.Outcome, StringComparison.Ordinal);
        await FinishedAsync(1);
    }

    [Fact]
    public async Task Message_OverflowsTheStackEachTime_EndsDeadWithTheReasonCrashed()
    {
        var poison = await _sender.SendAsync(new ChaosOverflow("p"));
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            await using var doomed = WorkerProcess.Start(_store.ConnectionString);
            Assert.Equal(134, await doomed.EndsAsync(TestContext.Current.CancellationToken));
        }

        await using var last = WorkerProcess.Start(_store.ConnectionString);

        var dead = await _sender.ReachesAsync(poison, DeliveryState.Dead);
        Assert.StartsWith("crashed: gave up after 2 attempts: the process that ran it ended", dead.Outcome, StringComparison.Ordinal);
    }

    private Task FinishedAsync(int chains) => Eventually.BecomesTrueAsync(
        async () => (await _store.QueryAsync("select 1 from delivery where name = 'chaos.finish' and state = 'done'")).Count >= chains,
        $"{chains} chains are finished",
        TimeSpan.FromSeconds(60));
}
