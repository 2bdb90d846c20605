namespace Slipway.Messaging;

/// <summary>How many attempts of a message may begin within any period of time, over all processes of the application.</summary>
internal sealed record Throttle(int Count, TimeSpan Per);
