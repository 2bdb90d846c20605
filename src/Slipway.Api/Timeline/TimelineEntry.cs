using System.Collections.Immutable;

namespace Slipway.Api;

/// <summary>
/// One event or task in an environment's history: <c>GET /api/clusters/NAME/events</c> (an array), or as server-sent events named
/// <c>message</c> from <c>GET /api/clusters/NAME/events/stream</c> (each entry again whenever it changes). <c>GET /api/operations/ID/events</c> is the same for one operation.
/// </summary>
/// <param name="Id">The message's id.</param>
/// <param name="Kind"><c>event</c> or <c>task</c>.</param>
/// <param name="Name">Its name, such as <c>cluster.deploy</c>.</param>
/// <param name="Operation">The operation (chain) that it belongs to.</param>
/// <param name="CausedBy">The id of the message that caused it; null for the first.</param>
/// <param name="TraceId">The W3C trace id.</param>
/// <param name="SentAt">When it was sent.</param>
/// <param name="Deliveries">What became of it at each subscriber; empty where nobody subscribes.</param>
public sealed record TimelineEntry(
    string Id,
    string Kind,
    string Name,
    string Operation,
    string? CausedBy,
    string TraceId,
    DateTimeOffset SentAt,
    ImmutableArray<TimelineDelivery> Deliveries);
