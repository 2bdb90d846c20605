using System.Diagnostics;

namespace Slipway.Messaging;

/// <summary>A message on its way into the store.</summary>
/// <param name="Id">Chosen once, so that a copy is recognised wherever it arrives.</param>
/// <param name="Descriptor">What is known of its type.</param>
/// <param name="Body">The body, encoded.</param>
/// <param name="ExclusiveKey">The key under which one delivery runs at a time; null for none.</param>
/// <param name="Delay">How long it waits at least.</param>
/// <param name="Trace">The span that sent it.</param>
internal sealed record OutgoingMessage(
    string Id, MessageDescriptor Descriptor, byte[] Body, string? ExclusiveKey, TimeSpan Delay, ActivityContext Trace)
{
    /// <summary>Gets the chain that it belongs to.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>Gets the key under which only the newest counts; null for none.</summary>
    public string? SupersedeKey { get; init; }

    /// <summary>Gets a value indicating whether it need not be stored where it is known that nobody subscribed.</summary>
    public bool OnlyIfSubscribed { get; init; }
}
