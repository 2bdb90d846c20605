namespace Slipway.Core.Planning;

/// <summary>A network or volume that the engine has.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ClusterId">The cluster that made it; null for one from elsewhere.</param>
/// <param name="Hash">The hash of the definition that it was made from; empty for one from elsewhere.</param>
public sealed record ObservedResource(string Name, string? ClusterId, string Hash)
{
    /// <summary>Gets whether containers of others are joined, running or not; looked up only for networks with a name of their own.</summary>
    public bool IsShared { get; init; }

    /// <summary>Gets whether Slipway made it for whoever declares it: a network with a name of its own.</summary>
    public bool IsCommon => ClusterId is null && Hash.Length > 0;
}
