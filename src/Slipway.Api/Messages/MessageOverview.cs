using System.Collections.Immutable;

namespace Slipway.Api;

/// <summary>What <c>slipway messages --json</c> prints: the answers of <c>GET /api/messages/summary</c> and <c>GET /api/messages</c> together.</summary>
/// <param name="Summary">Counts by name.</param>
/// <param name="Messages">The messages, the newest first.</param>
public sealed record MessageOverview(ImmutableArray<MessageSummaryView> Summary, ImmutableArray<MessageView> Messages);
