namespace Slipway.Messaging;

/// <summary>What is to end because of newer work: the deliveries of one task under one key, waiting or running.</summary>
/// <param name="Name">The name of the task on the wire.</param>
/// <param name="Key">The key under which it runs one at a time.</param>
internal sealed record Overtaking(string Name, string Key);
