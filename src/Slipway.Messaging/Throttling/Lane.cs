namespace Slipway.Messaging;

/// <summary>One line of waiting deliveries.</summary>
/// <param name="Name">Its name: empty, or that of the message that is throttled.</param>
/// <param name="Throttle">How fast it moves; null for as fast as there is room.</param>
internal sealed record Lane(string Name, Throttle? Throttle);
