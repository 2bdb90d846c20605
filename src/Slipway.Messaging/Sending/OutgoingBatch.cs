using System.Collections.Immutable;

namespace Slipway.Messaging;

/// <summary>The messages of one unit of work.</summary>
/// <param name="CorrelationId">The chain of its own; a message may begin another.</param>
/// <param name="CausationId">The message whose handler sent them; null at the beginning of a chain.</param>
/// <param name="Messages">The messages, in the order in which they were sent.</param>
internal sealed record OutgoingBatch(string CorrelationId, string? CausationId, ImmutableArray<OutgoingMessage> Messages)
{
    /// <summary>Gets a batch of nothing.</summary>
    public static OutgoingBatch Empty { get; } = new("", null, []);

    /// <summary>Gets the tasks that end with this unit of work, whether they wait or run.</summary>
    public ImmutableArray<Overtaking> Overtakes { get; init; } = [];

    /// <summary>Gets the chains of other messages that storing this batch has changed, to be told of after the commit.</summary>
    public ImmutableHashSet<string> TouchedChains { get; private set; } = [];

    /// <summary>Gets a value indicating whether storing it may have asked running work to stop.</summary>
    public bool MayOvertake => !Overtakes.IsEmpty || Messages.Any(m => m.SupersedeKey is not null);

    /// <summary>Gets a value indicating whether storing it is nothing but inserting its messages and their deliveries.</summary>
    public bool IsPlain => Overtakes.IsEmpty && Messages.All(m => m is { SupersedeKey: null, OnlyIfSubscribed: false });

    /// <summary>Gets every chain that the batch has to do with.</summary>
    public ImmutableArray<string> Chains => TouchedChains.IsEmpty && Messages.All(m => m.CorrelationId == CorrelationId)
        ? [CorrelationId]
        : [.. Messages.Select(m => m.CorrelationId).Append(CorrelationId).Concat(TouchedChains).Distinct(StringComparer.Ordinal)];

    /// <summary>Adds to <see cref="TouchedChains"/>.</summary>
    public void Touch(string chain) => TouchedChains = TouchedChains.Add(chain);

    /// <summary>Gets the name by which those that it overtakes know it: the message that is handled, or the first that is sent.</summary>
    public string Name => CausationId ?? (Messages is [var first, ..] ? first.Id : CorrelationId);
}
