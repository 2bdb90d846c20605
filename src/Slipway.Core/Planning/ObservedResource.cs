namespace Slipway.Core.Planning;

/// <summary>A network or volume that the engine has.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ClusterId">The cluster that made it; null for one from elsewhere.</param>
/// <param name="Hash">The hash of the definition that it was made from; empty for one from elsewhere.</param>
public sealed record ObservedResource(string Name, string? ClusterId, string Hash);
