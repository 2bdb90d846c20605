namespace Slipway.Messaging.RabbitMq;

/// <summary>How one side of the wire does.</summary>
/// <param name="IsConnected">Whether it works.</param>
/// <param name="IsWrong">Whether trying again cannot help: the broker has something different of the same name.</param>
/// <param name="Since">Since when it works, or does not.</param>
/// <param name="Reason">Why it does not, in one line for people.</param>
/// <param name="Sessions">How many connections there were that worked.</param>
internal sealed record SideView(bool IsConnected, bool IsWrong, DateTimeOffset Since, string Reason, int Sessions);
