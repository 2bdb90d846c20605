using System.Collections.Immutable;
using Slipway.Core.Configurations;

namespace Slipway.Core.Planning;

/// <summary>What becomes of one desired container, given the containers that stand in its place.</summary>
/// <param name="Desired">What should be.</param>
/// <param name="Observed">What stands there now, the fitting one first; usually none or one, two after an interrupted replacement.</param>
/// <param name="Keeps">Whether the first observed one stays.</param>
/// <param name="Cause">Why, for people.</param>
internal sealed record ContainerDecision(DesiredContainer Desired, ImmutableArray<ObservedContainer> Observed, bool Keeps, string Cause)
{
    /// <summary>Gets the cause with everything that differs.</summary>
    public string Detail { get; init; } = Cause;

    /// <summary>Gets whether it depends on what comes of a build: the same image once more changes nothing.</summary>
    public bool IsTentative { get; init; }

    /// <summary>Decides for every desired container, in order: an instance follows those that it depends on.</summary>
    /// <param name="desired">What should be.</param>
    /// <param name="observed">What is there.</param>
    /// <param name="remade">The networks that are made again.</param>
    public static ImmutableArray<ContainerDecision> For(DesiredState desired, ObservedState observed, IReadOnlySet<string> remade)
    {
        var byPlace = observed.Containers
            .Where(c => c.ClusterId == desired.Target.Owner.ClusterId)
            .ToLookup(c => (c.Instance, c.Number));
        var decisions = ImmutableArray.CreateBuilder<ContainerDecision>(desired.Containers.Length);
        var replaced = new HashSet<string>(StringComparer.Ordinal);
        foreach (var container in desired.Containers)
        {
            var decision = Decide(container, [.. byPlace[(container.Instance, container.Number)]]);
            if (!decision.Keeps)
            {
                replaced.Add(container.Instance);
            }

            decisions.Add(decision);
        }

        return decisions.ToImmutable();

        ContainerDecision Decide(DesiredContainer container, ImmutableArray<ObservedContainer> standing)
        {
            // After an interrupted replacement both the old and the new one stand here: the one that fits, and runs, comes first.
            var ordered = standing
                .OrderByDescending(c => c.Hash == container.Hash)
                .ThenByDescending(c => c.State == ContainerState.Running)
                .ThenByDescending(c => c.Name == container.Name)
                .ThenBy(c => c.Id, StringComparer.Ordinal)
                .ToImmutableArray();
            if (ordered.IsEmpty)
            {
                return new ContainerDecision(container, ordered, false, "it does not exist");
            }

            var current = ordered[0];
            return current.Hash == container.Hash || IsSameImageAgain(container, current, observed)
                ? Judge(container, ordered, observed, replaced, remade)
                : Replace(container, ordered, desired, observed);
        }
    }

    private static ContainerDecision Replace(
        DesiredContainer desired, ImmutableArray<ObservedContainer> standing, DesiredState state, ObservedState observed)
    {
        var attributes = ChangeText.Attributes(desired, standing[0]);
        if (attributes.Length == 0)
        {
            return new ContainerDecision(desired, standing, false, "its configuration changed");
        }

        var isTentative = attributes is ["image"] && desired.Configuration.Image is BuiltImage && !observed.Images.ContainsKey(desired.Image);
        return new ContainerDecision(desired, standing, false, $"changed: {string.Join(", ", attributes)}")
        {
            Detail = ChangeText.Describe(attributes, desired, standing[0], state) + (isTentative ? ", unless the build gives the same image" : string.Empty),
            IsTentative = isTentative,
        };
    }

    /// <summary>Whether all that differs is the tag of a build that came out as the image that runs.</summary>
    private static bool IsSameImageAgain(DesiredContainer desired, ObservedContainer current, ObservedState observed) =>
        desired.Configuration.Image is BuiltImage
        && observed.Images.TryGetValue(desired.Image, out var image) && image == current.ImageId
        && ChangeText.Attributes(desired, current) is ["image"];

    private static ContainerDecision Judge(
        DesiredContainer desired, ImmutableArray<ObservedContainer> standing, ObservedState observed, HashSet<string> replaced, IReadOnlySet<string> remade)
    {
        var current = standing[0];
        var why = WhyReplace(desired, current, observed, replaced, remade);
        var stays = current.Hash == desired.Hash ? "nothing changed" : "its image was built anew and is the same";
        return new ContainerDecision(desired, standing, why is null, why ?? stays);
    }

    private static string? WhyReplace(
        DesiredContainer desired, ObservedContainer current, ObservedState observed, HashSet<string> replaced, IReadOnlySet<string> remade)
    {
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

        if (current.Networks.FirstOrDefault(remade.Contains) is { } network)
        {
            return $"network {network} is made again";
        }

        if (DependencyOrder.SharedNetworkOf(desired.Configuration) is { } owner && replaced.Contains(owner))
        {
            return $"it shares the network of {owner}, which is replaced";
        }

        return DependencyOrder.SharedInstancesOf(desired.Configuration).FirstOrDefault(replaced.Contains) is { } other
            ? $"it shares the processes, memory or mounts of {other}, which is replaced"
            : null;
    }
}
