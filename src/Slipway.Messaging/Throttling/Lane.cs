namespace Slipway.Messaging;

/// <summary>One line of waiting deliveries.</summary>
/// <param name="Name">Its name: empty, or that of the message that is limited.</param>
/// <param name="Throttle">How fast it moves; null for as fast as there is room.</param>
/// <param name="Parallel">How many of it may run at once in a process; null for as many as there is room for.</param>
internal sealed record Lane(string Name, Throttle? Throttle, int? Parallel);
