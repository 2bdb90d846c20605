using Slipway.Core.Planning;

namespace Slipway.Core.Deploying;

/// <summary>How much follows each node of a plan, so that what others wait for longest goes first.</summary>
internal static class PlanWeights
{
    /// <summary>The weight of the longest way from each node to the end of the plan, itself included, by the place in the plan.</summary>
    public static int[] Of(Plan plan)
    {
        var place = new Dictionary<int, int>(plan.Nodes.Length);
        var weights = new int[plan.Nodes.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            place.Add(plan.Nodes[i].Id, i);
        }

        // A node follows those that it waits for, so that walking backwards every node is final when it is passed on.
        for (var i = weights.Length - 1; i >= 0; i--)
        {
            var node = plan.Nodes[i];
            weights[i] += Cost(node.Operation);
            foreach (var before in node.After.Concat(node.AfterEnd).Concat(node.AfterExit).Select(id => place[id]))
            {
                weights[before] = Math.Max(weights[before], weights[i]);
            }
        }

        return weights;
    }

    // Roughly how long each takes, in tenths of a second; only the order that comes of it counts.
    private static int Cost(Operation operation) => operation switch
    {
        BuildImage or PullImage => 100,
        AwaitContainer { Until: AwaitedCondition.Running } => 10,
        AwaitContainer => 20,
        StartContainer => 4,
        _ => 1,
    };
}
