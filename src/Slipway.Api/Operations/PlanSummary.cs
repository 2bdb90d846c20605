namespace Slipway.Api;

/// <summary>What a deployment does, in numbers of containers and images.</summary>
public sealed record PlanSummary(int Operations, int Builds, int Pulls, int Creates, int Replaces, int Removes, int Unchanged);
