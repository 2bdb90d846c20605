namespace Slipway.Api;

/// <summary>A container that a plan leaves alone.</summary>
public sealed record PlannedKeep(string Instance, string Container, string Reason);
