using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using Slipway.Testing;
using Slipway.Testing.Messaging;
using Slipway.Testing.RabbitMq;

namespace Slipway.Messaging.RabbitMq.Tests.Transport;

/// <summary>What tests of the wire share: a virtual host, stores of their own for each application, and hosts that end with the test.</summary>
public abstract class WireTest : IAsyncLifetime
{
    private readonly List<WorkerHost> _hosts = [];
    private readonly List<TestStore> _stores = [];

    protected RabbitMqBroker Broker { get; set; } = null!;

    protected string Vhost { get; set; } = "";

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => Vhost = await Broker.Management.CreateVhostAsync(Stop);

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }
        GC.SuppressFinalize(this);
    }

    protected async Task<SqliteTestStore> NewStoreAsync()
    {
        var store = new SqliteTestStore();
        await store.CreateAsync();
        _stores.Add(store);
        return store;
    }

    protected async Task<PostgresTestStore> NewPostgresAsync()
    {
        var store = new PostgresTestStore();
        await store.CreateAsync();
        _stores.Add(store);
        return store;
    }

    protected WorkerHost Build(TestStore store, Action<IMessagingBuilder> declare, string application = "app", Action<RabbitMqOptions>? settings = null)
    {
        var host = WorkerHost.Build(store, messaging =>
        {
            declare(messaging);
            messaging.UseRabbitMq(options =>
            {
                options.Uri = Broker.Address(Vhost).ToString();
                settings?.Invoke(options);
            });
        }, application);
        _hosts.Add(host);
        return host;
    }

    /// <summary>Declares both messages with a handler that writes their numbers.</summary>
    protected static void Everything(IMessagingBuilder messaging)
    {
        messaging.Work<Ping>().Run<ScriptedHandler<Ping>>();
        messaging.Event<Pinged>().Run<ScriptedHandler<Pinged>>();
    }

    protected static WorkerHost WritingNumbers(WorkerHost host)
    {
        host.Script.On<Ping>((ping, _, effects) => effects.Add(ping.Number.ToString(CultureInfo.InvariantCulture)));
        host.Script.On<Pinged>((pinged, _, effects) => effects.Add($"e{pinged.Number.ToString(CultureInfo.InvariantCulture)}"));
        return host;
    }

    protected async Task<IConnection> ConnectAsync() => await new ConnectionFactory
    {
        Uri = Broker.Address(Vhost), AutomaticRecoveryEnabled = false,
    }.CreateConnectionAsync(Stop);

    private protected static RabbitMqState StateOf(WorkerHost host) => host.Services.GetRequiredService<RabbitMqState>();

    protected static async Task<int> OutboxAsync(TestStore store) => int.Parse((await store.QueryAsync("select count(*) from outbox"))[0], CultureInfo.InvariantCulture);

    /// <summary>Waits until each number has had its effect, and fails if one has had it twice.</summary>
    protected static async Task EachOnceAsync(TestStore store, int count, TimeSpan? deadline = null)
    {
        await Eventually.BecomesTrueAsync(
            async () => (await store.QueryAsync("select count(distinct id) from effect"))[0] == count.ToString(CultureInfo.InvariantCulture),
            $"{count} effects",
            deadline ?? TimeSpan.FromSeconds(60));
        Assert.Equal(Enumerable.Range(0, count).Select(i => i.ToString(CultureInfo.InvariantCulture)).Order(), (await store.EffectsAsync()).Order());
    }
}
