namespace Slipway.Benchmarks.Messaging;

/// <summary>What a leg promises by the way it is set up. What it kept is measured beside it.</summary>
/// <param name="Durable">A message is on disk before its publisher goes on, as far as the server says so.</param>
/// <param name="Confirmed">The publisher knows that the message was accepted.</param>
/// <param name="Transactional">The message commits with other writes of the publisher or not at all, and so does its handling.</param>
/// <param name="Deduplicated">A second copy of one message has no effect.</param>
internal sealed record Guarantees(bool Durable, bool Confirmed, bool Transactional, bool Deduplicated);
