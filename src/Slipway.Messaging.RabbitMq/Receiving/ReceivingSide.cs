using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Slipway.Messaging.RabbitMq;

/// <summary>Keeps what arrives being stored.</summary>
internal sealed class ReceivingSide(
    Connector connector, Topology topology, Bindings bindings, Inbox inbox, RabbitMqState state, IMessageDatabase database,
    IOptions<RabbitMqOptions> options, ILogger<ReceivingSide> logger) : Side<ReceivingSession>("receives", connector, state.Receiving, options.Value, logger)
{
    private readonly Connector _connector = connector;
    private readonly ILogger _logger = logger;
    private readonly RabbitMqOptions _options = options.Value;

    /// <summary>Stores no more than what it has begun with, gives the rest back to the broker, and ends.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        if (Current is { } session)
        {
            await session.StopReceivingAsync(_options.FlushTimeout, cancellationToken).ConfigureAwait(false);
        }
        await StopAsync().ConfigureAwait(false);
    }

    protected override Task<ReceivingSession> ConnectAsync(CancellationToken cancellationToken) => _connector.ConnectAsync(
        "receives",
        async connection =>
        {
            await topology.DeclareAsync(connection, bindings.Obsolete, cancellationToken).ConfigureAwait(false);
            return new ReceivingSession(connection, _logger);
        },
        cancellationToken);

    protected override async Task<string> WorkAsync(ReceivingSession session, CancellationToken stopping)
    {
        using (var limit = LimitOfOneTry(stopping))
        {
            foreach (var (queue, kind) in topology.QueuesReceived(bindings.Obsolete))
            {
                await session.AddReceiverAsync(queue, kind, inbox, _options, database.Clock, limit.Token).ConfigureAwait(false);
            }
        }
        session.Receive();
        state.Receiving.Connected();
        return await session.Lost.WaitAsync(stopping).ConfigureAwait(false);
    }
}
