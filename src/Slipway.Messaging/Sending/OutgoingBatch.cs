using System.Collections.Immutable;

namespace Slipway.Messaging;

/// <summary>The messages of one unit of work.</summary>
/// <param name="CorrelationId">The chain.</param>
/// <param name="CausationId">The message whose handler sent them; null at the beginning of a chain.</param>
/// <param name="Messages">The messages, in the order in which they were sent.</param>
internal sealed record OutgoingBatch(string CorrelationId, string? CausationId, ImmutableArray<OutgoingMessage> Messages);
