using System.Collections.Concurrent;
using Slipway.Testing;
using Slipway.Testing.Messaging;
using Slipway.Testing.Postgres;

namespace Slipway.Messaging.Tests.Postgres;

/// <summary>The database goes away and comes back: everything goes on by itself, and nothing is lost or doubled.</summary>
public sealed class ServerLossTests : IAsyncLifetime
{
    private static readonly RetryPolicy Often = new() { MaxAttempts = 100, FirstDelay = TimeSpan.FromMilliseconds(20), MaxDelay = TimeSpan.FromMilliseconds(200) };
    private readonly List<WorkerHost> _hosts = [];
    private PostgresServer _server = null!;
    private PostgresTestStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartAsync();
        _store = new PostgresTestStore(_server);
        await _store.CreateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }
        await _store.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Server_IsKilledOrStoppedUnderLoad_NothingIsLostOrDoubled(bool killed)
    {
        var one = await BuildAsync();
        await BuildAsync();
        var chains = new ConcurrentBag<string>();
        using var enough = new CancellationTokenSource();
        var sending = SendManyAsync(one, chains, enough.Token);
        for (var round = 0; round < 3; round++)
        {
            var before = chains.Count;
            await Eventually.BecomesTrueAsync(() => chains.Count > before + 50, "work flows");
            await (killed ? _server.CrashAsync() : _server.StopAsync());
            await _server.StartAgainAsync();
        }
        await enough.CancelAsync();
        await sending;

        var records = await one.SettlesAsync([.. chains]);
        Assert.Equal(chains.Count, records.Length);
        Assert.All(records, r => Assert.Equal(DeliveryState.Done, r.Deliveries.Single().State));

        // A commit whose answer was lost may have been stored all the same, so there can be more messages than were acknowledged; each has one effect.
        var done = await _store.QueryAsync("select message_id from delivery where state = 'done' order by message_id");
        Assert.Equal(done, (await _store.EffectsAsync()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Connections_AreTerminatedWhileIdle_NextSendSucceedsAndSignalsAreHeardAgain()
    {
        var sender = await BuildAsync("sender", _ => { });
        var receiver = await BuildAsync("app", null, ("PollInterval", "00:01:00"));
        await receiver.ReachesAsync(await sender.SendAsync(new DoIt("warm")), DeliveryState.Done);
        var listeners = await ListenersAsync();
        Assert.Equal(2, listeners.Count);

        await _store.QueryAsync("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()");
        await Eventually.BecomesTrueAsync(async () => (await ListenersAsync()).Except(listeners).Count() == 2, "both listen again");

        // Nothing but a signal can tell the receiver within the time that the test waits.
        await receiver.ReachesAsync(await sender.SendAsync(new DoIt("again")), DeliveryState.Done);
    }

    private async Task<List<string>> ListenersAsync() =>
        await _store.QueryAsync("select pid from pg_stat_activity where datname = current_database() and query like 'listen%'");

    private static async Task SendManyAsync(WorkerHost host, ConcurrentBag<string> chains, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            try
            {
                chains.Add(await host.SendAsync(new DoIt($"{i}", $"key:{i % 7}")));
            }
            catch (Exception error) when (error is Npgsql.NpgsqlException)
            {
                // Refused while the server is away; whoever sends is told, and decides.
            }
        }
    }

    private async Task<WorkerHost> BuildAsync(string application = "app", Action<IMessagingBuilder>? declare = null, params (string Key, string Value)[] settings)
    {
        var host = WorkerHost.Build(
            _store,
            declare is null ? m => m.Work<DoIt>().Run<ScriptedHandler<DoIt>>().Retry(Often).OneAtATimeBy(work => work.Key) : m => m.Work<DoIt>().OneAtATimeBy(work => work.Key),
            application, null, settings.Length > 0 ? settings : [("PollInterval", "00:00:00.500")]);
        host.Script.On<DoIt>((_, context, effects) => effects.Add(context.MessageId));
        _hosts.Add(host);
        return await host.StartAsync();
    }
}
