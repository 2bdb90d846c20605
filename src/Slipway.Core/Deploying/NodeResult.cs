using System.Collections.Immutable;
using Slipway.Core.Engines;
using Slipway.Core.Planning;

namespace Slipway.Core.Deploying;

/// <summary>How one node of a plan ended.</summary>
/// <param name="Node">The node.</param>
/// <param name="Status">Done, failed or skipped.</param>
/// <param name="Failure">What kind of refusal of the engine it was, for a failed one.</param>
/// <param name="Reason">Why, for a failed one.</param>
/// <param name="LastLines">The end of the log or build output, for a failed one.</param>
internal sealed record NodeResult(PlanNode Node, NodeStatus Status, EngineFailure Failure, string Reason, ImmutableArray<string> LastLines)
{
    /// <summary>Gets what is to be told although all went well.</summary>
    public ImmutableArray<string> Notices { get; init; } = [];

    public static NodeResult Done(PlanNode node) => new(node, NodeStatus.Done, EngineFailure.Other, string.Empty, []);

    public static NodeResult Done(PlanNode node, ImmutableArray<string> notices) => Done(node) with { Notices = notices };

    public static NodeResult Skipped(PlanNode node) => new(node, NodeStatus.Skipped, EngineFailure.Other, string.Empty, []);

    public static NodeResult Failed(PlanNode node, string reason, ImmutableArray<string> lastLines = default, EngineFailure failure = EngineFailure.Other) =>
        new(node, NodeStatus.Failed, failure, reason, lastLines.IsDefault ? [] : lastLines);
}
