using System.Collections.Immutable;

namespace Slipway.Core.Planning;

/// <summary>One operation of a plan and the nodes that must be done before it.</summary>
public sealed record PlanNode(int Id, Operation Operation, ImmutableArray<int> After)
{
    /// <summary>Gets the nodes that must have ended before it, well or not (dependencies that are not required).</summary>
    public ImmutableArray<int> AfterEnd { get; init; } = [];

    /// <summary>
    /// Gets the nodes that stop containers whose programs must have ended before it. The engine may still be busy taking them from their networks.
    /// </summary>
    public ImmutableArray<int> AfterExit { get; init; } = [];
}
