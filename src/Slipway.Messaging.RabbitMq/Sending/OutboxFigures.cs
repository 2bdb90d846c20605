namespace Slipway.Messaging.RabbitMq;

/// <summary>What waits to be sent.</summary>
/// <param name="Pending">How many messages.</param>
/// <param name="OldestAge">How long the oldest waits; zero if none does.</param>
/// <param name="Error">Why one of them could not be sent; null if all are merely waiting.</param>
internal sealed record OutboxFigures(long Pending, TimeSpan OldestAge, string? Error)
{
    public static OutboxFigures None { get; } = new(0, TimeSpan.Zero, null);
}
