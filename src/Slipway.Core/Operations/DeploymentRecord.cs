using System.Collections.Immutable;

namespace Slipway.Core.Operations;

/// <summary>What a deployment did.</summary>
/// <param name="Revision">The revision.</param>
/// <param name="PlanText">The plan as text.</param>
/// <param name="Counts">The plan in numbers.</param>
/// <param name="Instances">How each instance ended.</param>
/// <param name="Addresses">The published ports.</param>
public sealed record DeploymentRecord(
    int Revision, string PlanText, PlanCounts Counts, ImmutableArray<InstanceProgress> Instances, ImmutableArray<Address> Addresses);
