using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.Testing;
using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Postgres;

/// <summary>What the wall clock of a worker says does not matter: the database's clock counts.</summary>
public sealed class ClockSkewTests : IAsyncLifetime
{
    private static readonly RetryPolicy Slow = new() { MaxAttempts = 3, FirstDelay = TimeSpan.FromMinutes(10), MaxDelay = TimeSpan.FromMinutes(10), Jitter = 0 };
    private readonly PostgresTestStore _store = new();

    public static TheoryData<TimeSpan> Skews => [TimeSpan.FromHours(1), TimeSpan.FromHours(-1)];

    public async ValueTask InitializeAsync() => await _store.CreateAsync();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Theory]
    [MemberData(nameof(Skews))]
    public async Task Worker_ClockIsAnHourOff_StealsNoLeaseAndRunsNothingEarly(TimeSpan skew)
    {
        await using var holder = Build(TimeSpan.Zero);
        var finish = new TaskCompletionSource();
        holder.Script.On<DoIt>((work, _, _, stop) => work.Id switch
        {
            "held" => finish.Task.WaitAsync(stop),
            "fails" => throw new InvalidOperationException("later"),
            _ => Task.CompletedTask,
        });
        await holder.StartAsync();
        var held = await holder.SendAsync(new DoIt("held"));
        var fails = await holder.SendAsync(new DoIt("fails"));
        await holder.ReachesAsync(held, DeliveryState.Running);
        await holder.ReachesAsync(fails, DeliveryState.Ready, 1);

        await using var skewed = Build(skew);
        await skewed.StartAsync();
        var delayed = await skewed.SendAsync(new DoIt("delayed"), TimeSpan.FromMinutes(10));
        for (var i = 0; i < 20; i++)
        {
            // Each look of the skewed worker sweeps for lost leases as well.
            await skewed.ReachesAsync(await skewed.SendAsync(new DoOther($"{i}")), DeliveryState.Done);
        }

        Assert.DoesNotContain(skewed.Script.Runs, run => run.Message is DoIt);
        Assert.Equal((DeliveryState.Running, 1), await StateAsync(skewed, held));
        Assert.Equal((DeliveryState.Ready, 1), await StateAsync(skewed, fails));
        Assert.Equal((DeliveryState.Ready, 0), await StateAsync(skewed, delayed));
        finish.SetResult();
        await holder.ReachesAsync(held, DeliveryState.Done, 1);
    }

    [Theory]
    [MemberData(nameof(Skews))]
    public async Task Worker_ClockIsAnHourOff_HoldsItsLeasesAsLongAsOthers(TimeSpan skew)
    {
        await using var skewed = Build(skew, ("Lease", "00:00:01.500"));
        var finish = new TaskCompletionSource();
        skewed.Script.On<DoIt>((_, _, _, stop) => finish.Task.WaitAsync(stop));
        await skewed.StartAsync();
        var chain = await skewed.SendAsync(new DoIt("held"));
        await skewed.ReachesAsync(chain, DeliveryState.Running);

        await using var other = Build(TimeSpan.Zero, ("Lease", "00:00:01.500"));
        await other.StartAsync();
        var leases = new HashSet<string>();
        await Eventually.BecomesTrueAsync(async () =>
        {
            leases.UnionWith(await _store.QueryAsync("select lease_until from delivery where state = 'running'"));
            return leases.Count >= 5;
        }, "the lease was renewed again and again");
        finish.SetResult();

        Assert.Equal(1, (await skewed.ReachesAsync(chain, DeliveryState.Done)).Attempts);
        Assert.Empty(other.Script.Runs);
    }

    private static async Task<(DeliveryState State, int Attempts)> StateAsync(WorkerHost host, string chain) =>
        await host.DeliveryAsync(chain) is var delivery ? (delivery.State, delivery.Attempts) : default;

    private WorkerHost Build(TimeSpan skew, params (string Key, string Value)[] settings) => WorkerHost.Build(
        _store,
        messaging =>
        {
            messaging.Work<DoIt>().Run<ScriptedHandler<DoIt>>().Retry(Slow);
            messaging.Work<DoOther>().Run<ScriptedHandler<DoOther>>();

            // As a host whose machine's clock is wrong, and not as one that brings a time of its own.
            messaging.Services.AddSingleton<IMessageDatabase>(
                new PostgresDatabase(_store.ConnectionString, null, TimeSpan.FromSeconds(30), NullLogger<PostgresDatabase>.Instance));
        },
        "app", new SkewedTime(skew), [("PollInterval", "00:00:00.100"), .. settings]);
}
