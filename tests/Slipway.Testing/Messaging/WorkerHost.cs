using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Slipway.Messaging;

namespace Slipway.Testing.Messaging;

/// <summary>One application with a worker server, as a host would run it. Sends also before it is started.</summary>
public sealed class WorkerHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly IHost _host;
    private readonly TestStore _store;
    private readonly TimeProvider _time;
    private bool _started;

    private WorkerHost(IHost host, TestStore store, TimeProvider time)
    {
        _host = host;
        _store = store;
        _time = time;
    }

    /// <summary>Gets the services.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Gets what its handlers do.</summary>
    public Script Script => Services.GetRequiredService<Script>();

    /// <summary>Builds an application; <paramref name="declare"/> says what it handles.</summary>
    public static WorkerHost Build(
        TestStore store, Action<IMessagingBuilder> declare, string application = "app", TimeProvider? time = null, params (string Key, string Value)[] settings)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(declare);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Slipway:Messaging:{s.Key}", (string?)s.Value)));
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddSingleton<Script>();
        builder.Services.AddScoped<EffectWriter>();
        builder.Services.AddScoped<ITransactionParticipant>(provider => provider.GetRequiredService<EffectWriter>());
        var messaging = builder.Services.AddSlipwayMessaging(application);
        store.Use(messaging);
        declare(messaging);
        return new WorkerHost(builder.Build(), store, time ?? TimeProvider.System);
    }

    /// <summary>Starts taking work.</summary>
    public async Task<WorkerHost> StartAsync()
    {
        await _host.StartAsync();
        _started = true;
        return this;
    }

    /// <summary>Stops as a host that is told to.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    /// <summary>Sends a task in a session of its own.</summary>
    /// <returns>The chain.</returns>
    public Task<string> SendAsync<TWork>(TWork work, TimeSpan? delay = null)
        where TWork : notnull => InSessionAsync((session, _) => session.Send(work, delay));

    /// <summary>Publishes an event in a session of its own.</summary>
    /// <returns>The chain.</returns>
    public Task<string> PublishAsync<TEvent>(TEvent fact)
        where TEvent : notnull => InSessionAsync((session, _) => session.Publish(fact));

    /// <summary>Commits what <paramref name="act"/> did with a new session.</summary>
    /// <returns>The chain.</returns>
    public async Task<string> InSessionAsync(Action<IMessageSession, EffectWriter> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        await using var scope = Services.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<IMessageSession>();
        act(session, scope.ServiceProvider.GetRequiredService<EffectWriter>());
        await session.CommitAsync(CancellationToken.None);
        await _store.SentAsync(this, session.CorrelationId);
        return session.CorrelationId;
    }

    /// <summary>Gets the messages of a chain.</summary>
    public Task<IReadOnlyList<MessageRecord>> ChainAsync(params string[] chains) =>
        Services.GetRequiredService<IMessageHistory>().GetChainsAsync(chains, CancellationToken.None);

    /// <summary>Gets the only delivery of the first message of a chain.</summary>
    public async Task<DeliveryRecord> DeliveryAsync(string chain) => (await ChainAsync(chain))[0].Deliveries.Single();

    /// <summary>Waits until the only delivery of the chain's first message is in <paramref name="state"/>.</summary>
    public async Task<DeliveryRecord> ReachesAsync(string chain, DeliveryState state, int? attempts = null)
    {
        DeliveryRecord? last = null;
        await Eventually.BecomesTrueAsync(
            async () => (last = (await ChainAsync(chain))[0].Deliveries.SingleOrDefault())?.State == state && (attempts is null || last.Attempts == attempts), $"{chain} is {state}");
        await Eventually.BecomesTrueAsync(() => _store.HasArrivedAsync([chain]), $"nothing of {chain} is on its way");
        return last!;
    }

    /// <summary>Waits until every delivery of the chains is in a terminal state.</summary>
    public async Task<ImmutableArray<MessageRecord>> SettlesAsync(params string[] chains)
    {
        ImmutableArray<MessageRecord> records = [];
        await Eventually.BecomesTrueAsync(async () =>
        {
            // What is sent while it is looked at makes another look necessary; that may be between two queries of one look.
            var before = (await ChainAsync(chains)).Count;
            var arrived = await _store.HasArrivedAsync(chains);
            records = [.. await ChainAsync(chains)];
            var after = (await ChainAsync(chains)).Count;
            return arrived && records.Length == before && records.Length == after && records.All(r => r.Deliveries.All(d => d.State is DeliveryState.Done or DeliveryState.Dead or DeliveryState.Superseded));
        }, "every delivery ended");
        return records;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_started)
        {
            await StopWhateverTheTimeAsync();
        }
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    // A test that failed may leave a handler behind which waits for ever, and a clock that stands still: the host would wait for both.
    private async Task StopWhateverTheTimeAsync()
    {
        var stopping = _host.StopAsync();
        if (_time is FakeTimeProvider fake)
        {
            var began = TimeProvider.System.GetTimestamp();
            while (await Task.WhenAny(stopping, Task.Delay(Step, TimeProvider.System)) != stopping)
            {
                if (TimeProvider.System.GetElapsedTime(began) > Patience)
                {
                    fake.Advance(TimeSpan.FromMinutes(1));
                }
            }
        }
        await stopping;
    }
}
