using Slipway.Core.Hashing;

namespace Slipway.Core.Planning;

/// <summary>
/// Compares what should be with what is and decides what to do. Pure: no engine, clock or prompt. The order is: every image, then
/// networks and volumes, then containers along their dependencies, and what is no longer declared goes last, once all else is well.
/// </summary>
public static class DeployPlanner
{
    /// <summary>Plans the way from the observed to the desired state.</summary>
    public static Plan Plan(DesiredState desired, ObservedState observed)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(observed);
        var draft = new PlanDraft();
        FindProblems(desired, observed, draft);

        var images = new ImagePlanner(draft).Plan(desired, observed);
        var remade = NetworkPlanner.FindRemade(desired, observed);
        var containers = ContainerDecision.For(desired, observed, remade.Keys.ToHashSet(StringComparer.Ordinal));
        var networks = new NetworkPlanner(draft).Plan(desired, observed, remade, images);
        var volumes = PlanVolumes(desired, observed, draft, images);
        var settled = new ContainerPlanner(draft, observed, [.. images, .. networks, .. volumes]).Plan(containers);
        PlanOrphans(desired, observed, draft, settled);
        draft.AwaitsBuilds = containers.Any(c => c.IsTentative);

        return draft.ToPlan();
    }

    private static void FindProblems(DesiredState desired, ObservedState observed, PlanDraft draft)
    {
        var owner = desired.Target.Owner;
        foreach (var container in observed.Containers.Where(c => c.ClusterId != owner.ClusterId))
        {
            draft.Problems.Add(new Problem(
                container.Instance,
                $"container {container.Name} of a project \"{owner.ClusterName}\" exists that this environment did not make; "
                + $"remove it (docker rm -f {container.Name}) or choose another name with --name"));
        }

        foreach (var (name, other) in observed.ForeignContainerNames)
        {
            draft.Problems.Add(new Problem(
                desired.Containers.FirstOrDefault(c => c.Name == name)?.Instance,
                $"the container name {name} belongs to {other}; remove that container or choose another container_name"));
        }

        foreach (var network in desired.Target.Set.Networks.Where(n => n.External && observed.Networks.All(o => o.Name != n.Name)))
        {
            draft.Problems.Add(new Problem(null, $"the external network {network.Name} does not exist; create it (docker network create {network.Name})"));
        }

        foreach (var volume in desired.Target.Set.Volumes.Where(v => v.External && observed.Volumes.All(o => o.Name != v.Name)))
        {
            draft.Problems.Add(new Problem(null, $"the external volume {volume.Name} does not exist; create it (docker volume create {volume.Name})"));
        }
    }

    private static List<int> PlanVolumes(DesiredState desired, ObservedState observed, PlanDraft draft, List<int> images)
    {
        var made = new List<int>();
        foreach (var volume in desired.Target.Set.Volumes.Where(v => !v.External))
        {
            var existing = observed.Volumes.FirstOrDefault(o => o.Name == volume.Name);
            if (existing is null)
            {
                made.Add(draft.Add(new CreateVolume(volume, "it does not exist"), images));
            }
            else if (existing.Hash.Length > 0 && existing.Hash != ContentHash.Of(volume))
            {
                draft.Notices.Add($"volume {volume.Name} is kept as it is although its definition changed: making it again would lose what is in it");
            }
        }

        return made;
    }

    private static void PlanOrphans(DesiredState desired, ObservedState observed, PlanDraft draft, List<int> settled)
    {
        var owner = desired.Target.Owner.ClusterId;
        var wanted = desired.Containers.Select(c => (c.Instance, c.Number)).ToHashSet();
        var removed = new List<int>();
        foreach (var orphan in observed.Containers.Where(c => c.ClusterId == owner && !wanted.Contains((c.Instance, c.Number))))
        {
            var isDeclared = desired.Target.Set.Configurations.Any(c => c.Name == orphan.Instance);
            var cause = isDeclared ? $"{orphan.Instance} was scaled down" : $"{orphan.Instance} is no longer declared";
            var stopped = draft.Stop(orphan, cause, settled);
            var gone = draft.Add(new RemoveContainer(orphan.Instance, orphan.Id, desired.RemovesVolumes, cause), [.. settled, stopped]);
            removed.Add(gone);
            if (!draft.RejoinsOf(orphan).IsEmpty && draft.Replacements.All(r => r.OldContainer != orphan.Id))
            {
                // It had to leave its network before all else was well.
                draft.Replacements.Add(
                    new Replacement(orphan.Instance, orphan.Id, null, stopped, gone, StartOrder.IsUp(orphan)) { Rejoins = draft.RejoinsOf(orphan) });
            }

            foreach (var volume in orphan.Mounts.Where(m => m.IsAnonymous && !desired.RemovesVolumes))
            {
                draft.Notices.Add($"{orphan.Name}: its anonymous volume at {volume.Target} is kept as {volume.Source} (docker volume rm {volume.Source})");
            }
        }

        var declared = desired.Target.Set.Networks.Select(n => n.Name).ToHashSet(StringComparer.Ordinal);
        // One with a name of its own carries no id: that it was ours, and is no external one, only earlier revisions tell.
        var former = desired.Earlier.Values.SelectMany(s => s.Networks).Where(n => !n.External).Select(n => n.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var network in observed.Networks.Where(n => !declared.Contains(n.Name) && (n.ClusterId == owner || (n is { IsCommon: true, IsShared: false } && former.Contains(n.Name)))))
        {
            draft.Add(new RemoveNetwork(network.Name, "it is no longer declared"), [.. settled, .. removed]);
        }

        PlanOldVolumes(desired, observed, draft, [.. settled, .. removed]);
    }

    private static void PlanOldVolumes(DesiredState desired, ObservedState observed, PlanDraft draft, int[] after)
    {
        var declared = desired.Target.Set.Volumes.Select(v => v.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var volume in observed.Volumes.Where(v => v.ClusterId == desired.Target.Owner.ClusterId && !declared.Contains(v.Name)))
        {
            if (desired.RemovesVolumes)
            {
                draft.Add(new RemoveVolume(volume.Name, "it is no longer declared"), after);
            }
            else
            {
                draft.Notices.Add($"volume {volume.Name} is no longer declared and is kept with what is in it (docker volume rm {volume.Name})");
            }
        }
    }
}
