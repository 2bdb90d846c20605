using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Core.Planning;

namespace Slipway.Testing.Engines;

/// <summary>
/// A container engine in memory with the rules of a real one: names are unique, a port is published once, what is joined cannot go.
/// It can be told to refuse calls and to let containers crash. Safe for concurrent use.
/// </summary>
public sealed partial class FakeEngine : IContainerEngine, IImageBuilder
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, FakeContainer> _containers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (ObservedResource Resource, string Cluster)> _networks = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (ObservedResource Resource, string Cluster)> _volumes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _images = new(StringComparer.Ordinal);
    private readonly List<string> _calls = [];
    private int _ids;
    private int _ephemeralPort = 49152;

    /// <summary>Gets how each instance behaves when it is waited for; one that is not named here is well.</summary>
    public Dictionary<string, AwaitOutcome> Outcomes { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the instances whose waiting does not end before it is cancelled.</summary>
    public HashSet<string> Hanging { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets what instances print when they are started.</summary>
    public Dictionary<string, ImmutableArray<string>> Output { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the ports that something outside of the engine has.</summary>
    public HashSet<PortKey> PortsTaken { get; } = [];

    /// <summary>Gets the ports that are found to be taken only when a container starts, and are taken from then on.</summary>
    public HashSet<PortKey> PortsTakenAtStart { get; } = [];

    /// <summary>Gets the images that a registry has in another version than their name says, by reference.</summary>
    public Dictionary<string, string> Registry { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the references that no registry has.</summary>
    public HashSet<string> Unavailable { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets how builds end, by context path; one that is not named here ends well.</summary>
    public Dictionary<string, BuildOutcome.Failed> FailedBuilds { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the ids of the images that builds give, by context path; one that is not named here gives an image of its own for each tag.</summary>
    public Dictionary<string, string> BuiltImages { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets what is thrown at a call, given as <c>verb subject</c>; null lets it go on.</summary>
    public Func<string, Exception?>? Refuse { get; set; }

    /// <summary>Gets how commands after the start fail, by instance.</summary>
    public Dictionary<string, CommandFailure> FailedPostStart { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets how commands before the stop fail, by instance.</summary>
    public Dictionary<string, ImmutableArray<string>> FailedPreStop { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets what new containers will be without, by instance.</summary>
    public Dictionary<string, ImmutableArray<string>> WithoutEffect { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets what runs when a container is waited for.</summary>
    public Action<string>? Awaiting { get; set; }

    /// <summary>Gets every call that changed or asked for something, as <c>verb subject</c>.</summary>
    public ImmutableArray<string> Calls
    {
        get
        {
            lock (_lock)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>Gets the containers, in the order in which they were made.</summary>
    public ImmutableArray<FakeContainer> Containers
    {
        get
        {
            lock (_lock)
            {
                return [.. _containers.Values.OrderBy(c => c.Id, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Gets the names of the networks.</summary>
    public ImmutableArray<string> Networks
    {
        get
        {
            lock (_lock)
            {
                return [.. _networks.Keys];
            }
        }
    }

    /// <summary>Gets the names of the volumes.</summary>
    public ImmutableArray<string> Volumes
    {
        get
        {
            lock (_lock)
            {
                return [.. _volumes.Keys];
            }
        }
    }

    /// <summary>Forgets the calls so far.</summary>
    public void ClearCalls()
    {
        lock (_lock)
        {
            _calls.Clear();
        }
    }

    /// <summary>Makes the engine have an image.</summary>
    public void AddImage(string reference, string? id = null) => Change(() => _images[reference] = id ?? "sha256:" + reference);

    /// <summary>Makes the engine have a network that no cluster made.</summary>
    public void AddNetwork(string name) => Change(() => _networks[name] = (new ObservedResource(name, null, string.Empty), string.Empty));

    /// <summary>Makes the engine have a volume that no cluster made.</summary>
    public void AddVolume(string name) => Change(() => _volumes[name] = (new ObservedResource(name, null, string.Empty), string.Empty));

    /// <summary>Finds a container by id or name; fails where there is none.</summary>
    public FakeContainer Get(string container)
    {
        lock (_lock)
        {
            return Find(container) ?? throw new EngineException(EngineFailure.NotFound, 404, $"no such container: {container}");
        }
    }

    public Task<EngineDescription> DescribeAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new EngineDescription("fake", "1", "1", "linux", "amd64"));

    public Task PullImageAsync(string reference, string? platform, Action<string> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return Call($"pull {reference}", () =>
        {
            if (Unavailable.Contains(reference))
            {
                throw new EngineException(EngineFailure.ImageUnavailable, 404, "no registry has it");
            }

            progress("pulling");
            _images[reference] = Registry.GetValueOrDefault(reference) ?? "sha256:" + reference;
        });
    }

    public Task TagImageAsync(string source, string reference, CancellationToken cancellationToken) =>
        Call($"tag {reference}", () => _images[reference] = ImageOrThrow(source));

    public Task<BuildOutcome> BuildAsync(BuiltImage image, string tag, Stream context, Action<string> output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(output);
        var id = BuiltImages.GetValueOrDefault(image.ContextPath, "sha256:" + tag);
        BuildOutcome outcome = new BuildOutcome.Built(id);
        return Call($"build {tag}", () =>
        {
            output("step 1");
            if (FailedBuilds.TryGetValue(image.ContextPath, out var failed))
            {
                outcome = failed;
            }
            else
            {
                _images[tag] = id;
            }
        }).ContinueWith(
            done =>
            {
                done.GetAwaiter().GetResult();
                return outcome;
            },
            cancellationToken,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    public Task CreateNetworkAsync(NetworkDefinition network, string hash, Ownership owner, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(owner);
        return Call($"create-network {network.Name}", () => Create(_networks, network.Name, hash, owner, network.IsOwnedBy(owner.ClusterName)));
    }

    public Task CreateVolumeAsync(VolumeDefinition volume, string hash, Ownership owner, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(volume);
        ArgumentNullException.ThrowIfNull(owner);
        return Call($"create-volume {volume.Name}", () => Create(_volumes, volume.Name, hash, owner, isOwned: true));
    }

    public Task RemoveNetworkAsync(string network, CancellationToken cancellationToken) => Call($"remove-network {network}", () =>
    {
        if (_containers.Values.Any(c => c.Networks.Contains(network)))
        {
            throw new EngineException(EngineFailure.InUse, 403, $"network {network} has active endpoints");
        }

        _networks.Remove(network);
    });

    public Task RemoveVolumeAsync(string volume, CancellationToken cancellationToken) => Call($"remove-volume {volume}", () =>
    {
        if (_containers.Values.Any(c => c.Made.VolumeNames.ContainsValue(volume)))
        {
            throw new EngineException(EngineFailure.InUse, 409, $"volume {volume} is in use");
        }

        _volumes.Remove(volume);
    });

    public async IAsyncEnumerable<LogLine> ReadLogsAsync(
        string container, int? tail, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lines = Get(container).Log.ToArray();
        foreach (var line in lines.TakeLast(tail ?? lines.Length))
        {
            await Task.Yield();
            yield return line;
        }
    }

    private static void Create(
        SortedDictionary<string, (ObservedResource Resource, string Cluster)> all, string name, string hash, Ownership owner, bool isOwned)
    {
        if (!all.TryGetValue(name, out var existing))
        {
            all.Add(name, (new ObservedResource(name, isOwned ? owner.ClusterId : null, hash), isOwned ? owner.ClusterName : string.Empty));
        }
        else if (!isOwned && existing.Resource.IsCommon)
        {
            // Somebody else who declares it was quicker.
        }
        else if (existing.Resource.ClusterId != owner.ClusterId || existing.Resource.Hash != hash)
        {
            throw new EngineException(EngineFailure.NameTaken, 409, $"{name} exists already");
        }
    }

    private FakeContainer? Find(string container) =>
        _containers.GetValueOrDefault(container) ?? _containers.Values.FirstOrDefault(c => c.Name == container);

    private string ImageOrThrow(string reference) => _images.TryGetValue(reference, out var id)
        ? id
        : throw new EngineException(EngineFailure.NotFound, 404, $"no such image: {reference}");

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
        }
    }

    private Task Call(string call, Action act)
    {
        lock (_lock)
        {
            _calls.Add(call);
            try
            {
                if (Refuse?.Invoke(call) is { } refusal)
                {
                    throw refusal;
                }

                act();
                return Task.CompletedTask;
            }
            catch (Exception error) when (error is EngineException or EngineUnreachableException)
            {
                return Task.FromException(error);
            }
        }
    }
}
