using Slipway.Core.Configurations;

namespace Slipway.Core.Planning;

/// <summary>Plans builds and pulls: what the engine lacks, and what is to be fetched every time.</summary>
internal sealed class ImagePlanner(PlanDraft draft)
{
    private readonly Dictionary<string, int> _planned = new(StringComparer.Ordinal);

    /// <summary>Plans every image of a desired state and returns the numbers of the nodes.</summary>
    public List<int> Plan(DesiredState desired, ObservedState observed)
    {
        var madeHere = new HashSet<string>(StringComparer.Ordinal);
        foreach (var container in desired.Containers)
        {
            if (container.Configuration.Image is BuiltImage built)
            {
                PlanBuild(container, built, desired, observed);
                madeHere.UnionWith(built.Tags);
            }
        }

        foreach (var container in desired.Containers)
        {
            // An image that another instance builds is never fetched: its registry may not have it, or have another one.
            if (container.Configuration.Image is RegistryImage registry && !madeHere.Contains(registry.Reference))
            {
                PlanPull(container, registry, observed, desired.Fetched.Contains(registry.Reference));
            }

            foreach (var mount in container.Configuration.Mounts.OfType<ImageMount>().Where(m => !madeHere.Contains(m.Reference)))
            {
                PlanPull(container, new RegistryImage(mount.Reference), observed, wasFetched: false);
            }
        }

        return [.. _planned.Values];
    }

    private void PlanBuild(DesiredContainer container, BuiltImage built, DesiredState desired, ObservedState observed)
    {
        var before = new List<int>();
        foreach (var image in BuildContexts.ImagesOf(built))
        {
            if (desired.Containers.FirstOrDefault(c => c.Image == image) is { Configuration.Image: BuiltImage other } first)
            {
                PlanBuild(first, other, desired, observed);
            }

            before.AddRange(_planned.TryGetValue(image, out var node) ? [node] : []);
        }

        var isThere = observed.Images.TryGetValue(container.Image, out var id);
        if (!isThere && !_planned.ContainsKey(container.Image))
        {
            _planned.Add(container.Image, draft.Add(new BuildImage(container.Instance, container.Image, "this tree was never built", built), before));
        }

        foreach (var tag in built.Tags.Where(t => !_planned.ContainsKey(t)))
        {
            if (!isThere || observed.Images.GetValueOrDefault(tag) != id)
            {
                IEnumerable<int> after = _planned.TryGetValue(container.Image, out var build) ? [build] : [];
                _planned.Add(tag, draft.Add(new TagImage(container.Instance, container.Image, tag, "the image is to have this name too"), after));
            }
        }
    }

    private void PlanPull(DesiredContainer container, RegistryImage registry, ObservedState observed, bool wasFetched)
    {
        if (_planned.ContainsKey(registry.Reference))
        {
            return;
        }

        var isThere = observed.Images.ContainsKey(registry.Reference);
        if ((registry.Pull == PullPolicy.Always && !wasFetched) || (!isThere && registry.Pull == PullPolicy.Missing))
        {
            var cause = isThere ? "it is to be fetched on every deployment" : "the engine does not have it";
            _planned.Add(
                registry.Reference,
                draft.Add(new PullImage(container.Instance, registry.Reference, cause, container.Configuration.Platform), []));
        }
        else if (!isThere)
        {
            draft.Problems.Add(new Problem(
                container.Instance, $"the engine does not have image {registry.Reference}, and pull_policy says never to fetch it"));
        }
    }
}
