using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace Slipway.Messaging.RabbitMq;

/// <summary>Connects to the broker and brings its topology into order.</summary>
internal sealed class SessionFactory(
    MessageCatalog catalog, Topology topology, Inbox inbox, RabbitMqState state, RelaySignal signal, IMessageDatabase database, IOptions<RabbitMqOptions> options,
    ILogger<Session> logger)
{
    private static readonly TimeSpan AbandonTimeout = TimeSpan.FromSeconds(1);
    private readonly RabbitMqOptions _options = options.Value;

    /// <summary>Gets the address without user and password.</summary>
    public string Address { get; } = new UriBuilder(options.Value.Uri) { UserName = "", Password = "" }.Uri.ToString();

    /// <summary>Connects, checks the topology, and receives nothing yet.</summary>
    /// <exception cref="TopologyMismatchException">The broker has something different of the same name.</exception>
    public async Task<Session> ConnectAsync(IReadOnlyCollection<(string Name, MessageKind Kind)> obsolete, CancellationToken cancellationToken)
    {
        // The client's own recovery is off: it brings back connections, but never a channel or a consumer that the broker has ended, and two
        // who mend the same thing are one too many. Whatever ends, everything is made anew, so that delivery tags never outlive their channel.
        var factory = new ConnectionFactory
        {
            Uri = new Uri(_options.Uri),
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            RequestedHeartbeat = _options.Heartbeat,
            RequestedConnectionTimeout = _options.ConnectTimeout,
            ContinuationTimeout = _options.ConnectTimeout,
            HandshakeContinuationTimeout = _options.ConnectTimeout,
        };
        var sending = await factory.CreateConnectionAsync($"{catalog.Application} sends", cancellationToken).ConfigureAwait(false);
        IConnection? receiving = null;
        try
        {
            await topology.DeclareAsync(sending, obsolete, cancellationToken).ConfigureAwait(false);
            receiving = await factory.CreateConnectionAsync($"{catalog.Application} receives", cancellationToken).ConfigureAwait(false);
            var session = new Session(sending, receiving, new Deadlines(_options.PublishTimeout, TimeProvider.System), logger);
            session.OnBlocked(ChangeBlocked);
            await session.OpenPublisherAsync(topology, catalog.Application, cancellationToken).ConfigureAwait(false);
            logger.Connected(VersionOf(sending), Address, catalog.Application);
            return session;
        }
        catch
        {
            await AbandonAsync(sending).ConfigureAwait(false);
            await AbandonAsync(receiving).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Begins to receive from every queue of the application.</summary>
    public async Task ReceiveAsync(Session session, IReadOnlyCollection<(string Name, MessageKind Kind)> obsolete, CancellationToken cancellationToken)
    {
        (string Queue, MessageKind? Kind)[] queues =
            [.. topology.KindsReceived(obsolete).Select(kind => (topology.QueueOf(kind), (MessageKind?)kind)), (topology.ReturnedQueue, null)];
        foreach (var (queue, kind) in queues)
        {
            await session.AddReceiverAsync(queue, kind, inbox, _options, database.Clock, cancellationToken).ConfigureAwait(false);
        }
        session.Receive();
    }

    private void ChangeBlocked(string? reason)
    {
        state.Blocked(reason);
        if (reason is not null)
        {
            logger.Blocked(reason);
        }
        else
        {
            logger.Unblocked();
            signal.Set();
        }
    }

    private static async Task AbandonAsync(IConnection? connection)
    {
        if (connection is not null)
        {
            // Bounded: a broker that does not answer shall not be waited for once more.
            await connection.CloseAsync(Constants.ReplySuccess, "abandoned", AbandonTimeout, abort: true, CancellationToken.None).ConfigureAwait(false);
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static string VersionOf(IConnection connection) =>
        connection.ServerProperties?.TryGetValue("version", out var version) == true && version is byte[] bytes ? Encoding.UTF8.GetString(bytes) : "of unknown version";
}
