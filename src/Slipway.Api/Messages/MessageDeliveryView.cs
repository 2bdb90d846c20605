using System.Collections.Immutable;

namespace Slipway.Api;

/// <summary>Everything that is known of a message on its way to one application.</summary>
/// <param name="Summary">As in a list.</param>
/// <param name="Owner">The process that runs it; null where none does.</param>
/// <param name="LeaseUntil">Until when that process holds it without a sign of life.</param>
/// <param name="StartedAt">When the latest attempt began.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="ExclusiveKey">The key of which one runs at a time.</param>
/// <param name="SupersedeKey">The key of which the newest wins.</param>
/// <param name="ProgressNote">What its handler says of its progress.</param>
/// <param name="Attempts">The attempts that did not end well, in order.</param>
public sealed record MessageDeliveryView(
    MessageView Summary,
    string? Owner,
    DateTimeOffset? LeaseUntil,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    string? ExclusiveKey,
    string? SupersedeKey,
    string? ProgressNote,
    ImmutableArray<MessageAttemptView> Attempts);
