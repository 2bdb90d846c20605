namespace Slipway.Core.Planning;

/// <summary>A container that a plan leaves alone.</summary>
public sealed record UnchangedContainer(string Instance, string Name, string Reason);
