using System.Diagnostics;

namespace Slipway.Messaging;

/// <summary>A delivery that this process holds under a lease.</summary>
internal sealed record ClaimedDelivery
{
    public required long Seq { get; init; }

    public required string MessageId { get; init; }

    public required string Name { get; init; }

    public required int Version { get; init; }

    public required string CorrelationId { get; init; }

    public required ActivityContext Sender { get; init; }

    public required byte[] Body { get; init; }

    public required int Attempt { get; init; }

    public required long Fence { get; init; }

    /// <summary>Gets what the attempt before left behind; null on the first.</summary>
    public required string? LastOutcome { get; init; }

    /// <summary>Gets the key under which newer work overtakes it; null for none.</summary>
    public string? SupersedeKey { get; init; }

    /// <summary>Gets a value indicating whether it is known that no other delivery waits for its end.</summary>
    public bool NothingWaitsForIt { get; init; }

    /// <summary>Gets how long it was ready before it was claimed.</summary>
    public required TimeSpan Waited { get; init; }
}
