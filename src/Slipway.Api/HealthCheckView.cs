namespace Slipway.Api;

/// <summary>How one part of the server does.</summary>
/// <param name="Part">Which part.</param>
/// <param name="Status">As of the whole.</param>
/// <param name="Reason">Why, in a line.</param>
public sealed record HealthCheckView(string Part, string Status, string Reason);
