using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Slipway.Messaging;
using Xunit;

namespace Slipway.Testing.Messaging;

/// <summary>What the parts of the contract suite share: a fresh store, and hosts that end with the test.</summary>
public abstract class MessagingContract(TestStore store) : IAsyncLifetime
{
    private readonly List<WorkerHost> _hosts = [];

    /// <summary>Gets retry without chance: 1 s, 2 s, 4 s.</summary>
    protected static RetryPolicy Exact { get; } = new() { MaxAttempts = 4, FirstDelay = TimeSpan.FromSeconds(1), Factor = 2, Jitter = 0 };

    /// <summary>Gets one attempt and no other.</summary>
    protected static RetryPolicy Once { get; } = new() { MaxAttempts = 1 };

    /// <summary>Gets the store under test.</summary>
    protected TestStore Store { get; } = store;

    /// <inheritdoc />
    public async ValueTask InitializeAsync() => await Store.CreateAsync();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A clock that moves only when it is told to.</summary>
    protected static FakeTimeProvider NewClock() => new(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));

    /// <summary>Builds a host that ends with the test.</summary>
    protected WorkerHost Build(
        Action<IMessagingBuilder> declare, string application = "app", TimeProvider? time = null, params (string Key, string Value)[] settings)
    {
        var host = WorkerHost.Build(Store, declare, application, time, settings);
        _hosts.Add(host);
        return host;
    }

    /// <summary>Declares every message of the suite with a scripted handler.</summary>
    protected static void Everything(IMessagingBuilder messaging)
    {
        ArgumentNullException.ThrowIfNull(messaging);
        messaging.Event<Happened>().Run<ScriptedHandler<Happened>>().Retry(Exact);
        messaging.Work<DoIt>().Run<ScriptedHandler<DoIt>>().Retry(Exact);
        messaging.Work<DoOther>().Run<ScriptedHandler<DoOther>>().Retry(Exact);
    }

    /// <summary>Declares two tasks that share their keys.</summary>
    protected static void OneAtATime(IMessagingBuilder messaging)
    {
        ArgumentNullException.ThrowIfNull(messaging);
        messaging.Work<DoIt>().Run<ScriptedHandler<DoIt>>().Retry(Exact).OneAtATimeBy(work => work.Key);
        messaging.Work<DoOther>().Run<ScriptedHandler<DoOther>>().Retry(Exact).OneAtATimeBy(work => work.Key);
    }

    /// <summary>Calls <paramref name="recorded"/> whenever a host records something with an instrument.</summary>
    protected static MeterListener Watch(WorkerHost host, string instrumentName, Action recorded)
    {
        ArgumentNullException.ThrowIfNull(host);
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == instrumentName && instrument.Meter.Scope == host.Services.GetRequiredService<IMeterFactory>())
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => recorded());
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => recorded());
        listener.Start();
        return listener;
    }

    /// <summary>Moves the clock by a third of the default lease, <paramref name="times"/> times, or by <paramref name="first"/> the first time, and waits each time until leases are renewed.</summary>
    protected static async Task RenewAsync(WorkerHost host, FakeTimeProvider time, int times, TimeSpan? first = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        var renewals = 0;
        using var renewed = Watch(host, TelemetryNames.LeaseRenewDuration, () => Interlocked.Increment(ref renewals));
        for (var i = 1; i <= times; i++)
        {
            time.Advance(i == 1 && first is { } step ? step : TimeSpan.FromSeconds(10));
            await Eventually.BecomesTrueAsync(() => renewals == i, "the lease is renewed");
        }
    }

    /// <summary>
    /// Moves the clock step by step until <paramref name="check"/> holds. Not while a handler runs: a clock that ran ahead of the renewals would take
    /// its lease away, as no real one does.
    /// </summary>
    protected Task AdvanceUntilAsync(FakeTimeProvider time, TimeSpan step, Func<Task<bool>> check, string what)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(check);
        return Eventually.BecomesTrueAsync(async () =>
        {
            if (await check())
            {
                return true;
            }
            if (await Store.QueryAsync("select 1 from delivery where state = 'running' and owner not like 'elsewhere/%'") is [])
            {
                time.Advance(step);
            }
            return false;
        }, what);
    }

    /// <summary>How many runs of <see cref="DoIt"/> began in a host.</summary>
    protected static int Count(WorkerHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.Script.Runs.Count(r => r.Message is DoIt);
    }

    /// <summary>Sends so many of them in one session.</summary>
    protected static Task<string> SendAllAsync(WorkerHost host, int count)
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.InSessionAsync((session, _) =>
        {
            for (var i = 0; i < count; i++)
            {
                session.Send(new DoIt($"{i}"));
            }
        });
    }

    /// <summary>Returns once the host has looked for work and taken what it may: what it took with this message, or before it, has begun.</summary>
    protected static async Task LooksAgainAsync(WorkerHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var marker = await host.SendAsync(new DoOther("marker"));
        await host.ReachesAsync(marker, DeliveryState.Done);
    }
}
