using System.Collections.Immutable;

namespace Slipway.Messaging.RabbitMq;

/// <summary>The outcome of one look for what is to be sent.</summary>
/// <param name="Rows">What this process holds now, in the order of sending.</param>
/// <param name="Pause">When the next row is due that waits for another try; null if none does.</param>
internal sealed record OutboxClaim(ImmutableArray<OutboxRow> Rows, TimeSpan? Pause);
