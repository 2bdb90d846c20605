using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace Slipway.Messaging.RabbitMq;

/// <summary>Connects to the broker.</summary>
internal sealed class Connector(MessageCatalog catalog, IOptions<RabbitMqOptions> options, ILogger<Connector> logger)
{
    private static readonly TimeSpan AbandonTimeout = TimeSpan.FromSeconds(1);
    private readonly RabbitMqOptions _options = options.Value;

    /// <summary>Gets the address without user and password.</summary>
    public string Address { get; } = new UriBuilder(options.Value.Uri) { UserName = "", Password = "" }.Uri.ToString();

    /// <summary>Connects, and makes of the connection what is wanted; if that fails, the connection is closed.</summary>
    public async Task<TSession> ConnectAsync<TSession>(string what, Func<IConnection, Task<TSession>> open, CancellationToken cancellationToken)
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
        var connection = await factory.CreateConnectionAsync($"{catalog.Application} {what}", cancellationToken).ConfigureAwait(false);
        try
        {
            var session = await open(connection).ConfigureAwait(false);
            logger.Connected(VersionOf(connection), Address, catalog.Application, what);
            return session;
        }
        catch
        {
            // Bounded: a broker that does not answer shall not be waited for once more.
            await connection.CloseAsync(Constants.ReplySuccess, "abandoned", AbandonTimeout, abort: true, CancellationToken.None).ConfigureAwait(false);
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static string VersionOf(IConnection connection) =>
        connection.ServerProperties?.TryGetValue("version", out var version) == true && version is byte[] bytes ? Encoding.UTF8.GetString(bytes) : "of unknown version";
}
