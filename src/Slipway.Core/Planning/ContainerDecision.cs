using System.Collections.Immutable;

namespace Slipway.Core.Planning;

/// <summary>What becomes of one desired container, given the containers that stand in its place.</summary>
/// <param name="Desired">What should be.</param>
/// <param name="Observed">What stands there now, the fitting one first; usually none or one, two after an interrupted replacement.</param>
/// <param name="Keeps">Whether the first observed one stays.</param>
/// <param name="Cause">Why, for people.</param>
internal sealed record ContainerDecision(DesiredContainer Desired, ImmutableArray<ObservedContainer> Observed, bool Keeps, string Cause)
{
    /// <summary>Decides for every desired container, in order: an instance follows those that it depends on.</summary>
    public static ImmutableArray<ContainerDecision> For(DesiredState desired, ObservedState observed)
    {
        var byPlace = observed.Containers
            .Where(c => c.ClusterId == desired.Target.Owner.ClusterId)
            .ToLookup(c => (c.Instance, c.Number));
        var decisions = ImmutableArray.CreateBuilder<ContainerDecision>(desired.Containers.Length);
        var replaced = new HashSet<string>(StringComparer.Ordinal);
        foreach (var container in desired.Containers)
        {
            var decision = Decide(container, [.. byPlace[(container.Instance, container.Number)]], observed, replaced);
            if (!decision.Keeps)
            {
                replaced.Add(container.Instance);
            }

            decisions.Add(decision);
        }

        return decisions.ToImmutable();
    }

    private static ContainerDecision Decide(
        DesiredContainer desired, ImmutableArray<ObservedContainer> standing, ObservedState observed, HashSet<string> replaced)
    {
        // After an interrupted replacement both the old and the new one stand here: the one that fits, and runs, comes first.
        var ordered = standing
            .OrderByDescending(c => c.Hash == desired.Hash)
            .ThenByDescending(c => c.State == ContainerState.Running)
            .ThenByDescending(c => c.Name == desired.Name)
            .ThenBy(c => c.Id, StringComparer.Ordinal)
            .ToImmutableArray();
        if (ordered.IsEmpty)
        {
            return new ContainerDecision(desired, ordered, false, "it does not exist");
        }

        var cause = WhyReplace(desired, ordered[0], observed, replaced);
        return new ContainerDecision(desired, ordered, cause is null, cause ?? "nothing changed");
    }

    private static string? WhyReplace(DesiredContainer desired, ObservedContainer current, ObservedState observed, HashSet<string> replaced)
    {
        if (current.Hash != desired.Hash)
        {
            var changed = desired.AttributeHashes.Keys.Union(current.AttributeHashes.Keys, StringComparer.Ordinal)
                .Where(a => desired.AttributeHashes.GetValueOrDefault(a) != current.AttributeHashes.GetValueOrDefault(a))
                .Order(StringComparer.Ordinal)
                .ToArray();
            return changed.Length == 0 ? "its configuration changed" : $"changed: {string.Join(", ", changed)}";
        }

        if (observed.Images.TryGetValue(desired.Image, out var image) && image != current.ImageId)
        {
            return $"image {desired.Image} is another one now";
        }

        if (current.State == ContainerState.Dead)
        {
            return "the engine cannot use it any more";
        }

        // A container that never ran still has the ports that were chosen for it, and one of them has been taken since.
        if (current.State == ContainerState.Created
            && desired.Configuration.Ports.SelectMany(PortAssigner.Candidates).Any(observed.TakenPorts.Contains))
        {
            return "its port was taken before it started";
        }

        return DependencyOrder.SharedNetworkOf(desired.Configuration) is { } other && replaced.Contains(other)
            ? $"it shares the network of {other}, which is replaced"
            : null;
    }
}
