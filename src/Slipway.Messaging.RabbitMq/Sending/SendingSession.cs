using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace Slipway.Messaging.RabbitMq;

/// <summary>
/// A connection that sends and does nothing else: a broker under an alarm stops reading from whoever sends, and acknowledgements must get
/// through meanwhile.
/// </summary>
internal sealed class SendingSession(IConnection connection, Deadlines deadlines, ILogger logger) : Session(connection, logger)
{
    public Publisher? Publisher { get; private set; }

    /// <summary>Opens the channel, and calls <paramref name="blocked"/> when the broker stops taking messages, and with null when it takes them again.</summary>
    public async Task OpenAsync(Topology topology, string application, Action<string?> blocked, CancellationToken cancellationToken)
    {
        Connection.ConnectionBlockedAsync += (_, args) =>
        {
            blocked(args.Reason);
            return Task.CompletedTask;
        };
        Connection.ConnectionUnblockedAsync += (_, _) =>
        {
            blocked(null);
            return Task.CompletedTask;
        };
        var channel = await Connection.CreateChannelAsync(Publisher.ChannelOptions, cancellationToken).ConfigureAwait(false);
        Watch(channel, "publish");
        Publisher = new Publisher(channel, topology, application, deadlines);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync().ConfigureAwait(false);
        deadlines.Dispose();
    }
}
