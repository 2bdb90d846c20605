namespace Slipway.Core.Configurations;

/// <summary>Another instance that must be there first.</summary>
/// <param name="Name">The other instance.</param>
/// <param name="Condition">What it must have reached.</param>
/// <param name="Required">Whether its absence or failure stops this one. Default true.</param>
/// <param name="Restart">Whether this one restarts when the other one is replaced. Default false.</param>
public sealed record Dependency(string Name, DependencyCondition Condition, bool Required = true, bool Restart = false);
