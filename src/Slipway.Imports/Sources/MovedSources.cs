using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Sources;

namespace Slipway.Imports.Sources;

/// <summary>Other repositories whose refs moved, opened where they stand now.</summary>
public sealed class MovedSources : IAsyncDisposable
{
    private readonly Dictionary<TrackedBranch, (BuildSource Source, ISourceTree Tree)> _trees = [];

    /// <summary>None.</summary>
    public static MovedSources None { get; } = new();

    /// <summary>Adds one.</summary>
    public void Add(BuildSource source, ISourceTree tree)
    {
        ArgumentNullException.ThrowIfNull(source);
        _trees.Add(new TrackedBranch(source.Repository, source.Ref), (source, tree));
    }

    /// <summary>Finds where the ref of a source stands now; null where it has not moved.</summary>
    public (BuildSource Source, ISourceTree Tree)? Find(BuildSource former)
    {
        ArgumentNullException.ThrowIfNull(former);
        return _trees.TryGetValue(new TrackedBranch(former.Repository, former.Ref), out var found) ? found : null;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, tree) in _trees.Values)
        {
            await tree.DisposeAsync().ConfigureAwait(false);
        }
    }
}
