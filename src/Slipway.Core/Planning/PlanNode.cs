using System.Collections.Immutable;

namespace Slipway.Core.Planning;

/// <summary>One operation of a plan and the nodes that must be done before it.</summary>
public sealed record PlanNode(int Id, Operation Operation, ImmutableArray<int> After);
