using System.Collections.Immutable;
using Slipway.Core.Operations;

namespace Slipway.Server.Operations;

/// <summary>What is known of an operation while it runs.</summary>
internal sealed record OperationProgress(
    string Phase, ImmutableArray<string> Order, ImmutableDictionary<string, InstanceProgress> Instances, PlanCounts? Plan)
{
    public static OperationProgress None { get; } = new("waiting", [], ImmutableDictionary<string, InstanceProgress>.Empty, null);
}
