using Slipway.Core.Configurations;
using Slipway.Core.Hashing;

namespace Slipway.Core.Planning;

/// <summary>Plans networks: what is missing is made, and what is defined in another way is made again.</summary>
internal sealed class NetworkPlanner(PlanDraft draft)
{
    /// <summary>The networks whose definition changed, by their name on the engine.</summary>
    public static Dictionary<string, NetworkDefinition> FindRemade(DesiredState desired, ObservedState observed) => desired.Target.Set.Networks
        .Where(n => !n.External)
        .Where(n => observed.Networks.Any(o => o.Name == n.Name && IsOurs(o, desired) && !o.IsShared && o.Hash != ContentHash.Of(n)))
        .DistinctBy(n => n.Name)
        .ToDictionary(n => n.Name, StringComparer.Ordinal);

    private static bool IsOurs(ObservedResource network, DesiredState desired) => network.ClusterId == desired.Target.Owner.ClusterId || network.IsCommon;

    /// <summary>Plans them after others, and returns the nodes after which all are there.</summary>
    public List<int> Plan(DesiredState desired, ObservedState observed, Dictionary<string, NetworkDefinition> remade, IReadOnlyCollection<int> after)
    {
        var made = new List<int>();
        foreach (var network in desired.Target.Set.Networks.Where(n => !n.External))
        {
            if (remade.ContainsKey(network.Name))
            {
                made.Add(MakeAgain(network, desired, observed, after));
            }
            else if (observed.Networks.All(o => o.Name != network.Name))
            {
                made.Add(draft.Add(new CreateNetwork(network, "it does not exist"), after));
            }
            else if (observed.Networks.Any(o => o.Name == network.Name && o is { IsCommon: true, IsShared: true } && o.Hash != ContentHash.Of(network)))
            {
                draft.Notices.Add($"network {network.Name} is kept as it is although its definition differs: others use it");
            }
        }

        return made;
    }

    /// <summary>
    /// A network cannot be changed in place, and cannot go while a container is joined. Whatever is joined stops and leaves it, orphans among them,
    /// but goes only when its successor is well: until then it can join again.
    /// </summary>
    private int MakeAgain(NetworkDefinition network, DesiredState desired, ObservedState observed, IReadOnlyCollection<int> after)
    {
        var cause = $"network {network.Name} is made again";
        var left = observed.Containers
            .Where(c => c.ClusterId == desired.Target.Owner.ClusterId && c.Networks.Contains(network.Name))
            .Select(c => draft.Leave(c, AttachmentOf(c, network, desired), cause, after))
            .ToArray();
        var removed = draft.Add(new RemoveNetwork(network.Name, "its definition changed") { MakesRoom = true }, [.. after, .. left]);
        var former = desired.Earlier.OrderByDescending(e => e.Key)
            .SelectMany(e => e.Value.Networks)
            .FirstOrDefault(n => n.Name == network.Name && observed.Networks.Any(o => o.Name == n.Name && o.Hash == ContentHash.Of(n)));
        return draft.Add(new CreateNetwork(network, "its definition changed") { Former = former }, [removed]);
    }

    /// <summary>How an old container joins again: under its names, but without addresses, which the network may not have any more.</summary>
    private static DesiredAttachment AttachmentOf(ObservedContainer container, NetworkDefinition network, DesiredState desired)
    {
        var aliases = desired.Containers.FirstOrDefault(c => c.Instance == container.Instance)?.Attachments
            .FirstOrDefault(a => a.NetworkName == network.Name)?.Aliases ?? [container.Instance];
        return new DesiredAttachment(network.Name, new NetworkAttachment { Network = network.Key }, aliases);
    }
}
