using RabbitMQ.Client;

namespace Slipway.Messaging.Chaos;

/// <summary>What the harness does on the broker by itself.</summary>
internal static class Wire
{
    public const string Tasks = LedgerFlow.Application + ".tasks";
    public const string Events = LedgerFlow.Application + ".events";

    public static async Task<IConnection> ConnectAsync(Arena arena, CancellationToken cancellationToken) =>
        await new ConnectionFactory { Uri = arena.Footing.Broker!, AutomaticRecoveryEnabled = false }.CreateConnectionAsync(cancellationToken);

    public static Task<IChannel> OpenAsync(IConnection connection, CancellationToken cancellationToken) => connection.CreateChannelAsync(
        new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
}
