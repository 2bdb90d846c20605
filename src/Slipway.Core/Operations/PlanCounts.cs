using Slipway.Core.Planning;

namespace Slipway.Core.Operations;

/// <summary>A plan in numbers.</summary>
public sealed record PlanCounts(int Operations, int Builds, int Pulls, int Creates, int Replaces, int Removes, int Unchanged)
{
    public static PlanCounts Of(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var replaced = plan.Nodes.Count(n => n.Operation is CreateContainer { Replaces: not null });
        return new PlanCounts(
            plan.Nodes.Length,
            Count<BuildImage>(plan),
            Count<PullImage>(plan),
            Count<CreateContainer>(plan) - replaced,
            replaced,
            Count<RemoveContainer>(plan) - replaced,
            plan.Unchanged.Length);
    }

    /// <summary>Adds what was done before; what stays is known only by the later plan.</summary>
    public PlanCounts After(PlanCounts earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return new PlanCounts(
            Operations + earlier.Operations,
            Builds + earlier.Builds,
            Pulls + earlier.Pulls,
            Creates + earlier.Creates,
            Replaces + earlier.Replaces,
            Removes + earlier.Removes,
            Unchanged);
    }

    private static int Count<TOperation>(Plan plan) => plan.Nodes.Count(n => n.Operation is TOperation);
}
