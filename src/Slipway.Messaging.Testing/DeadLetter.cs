namespace Slipway.Messaging.Testing;

/// <summary>A message that a handler of the test gave up.</summary>
/// <param name="Message">The message; null where its body could not be read.</param>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Attempts">How often it was begun.</param>
/// <param name="Reason">Why it was given up.</param>
public sealed record DeadLetter(object? Message, string Name, int Attempts, string Reason);
