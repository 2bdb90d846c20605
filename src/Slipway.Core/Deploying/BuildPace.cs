using System.Collections.Concurrent;

namespace Slipway.Core.Deploying;

/// <summary>
/// Keeps a storm of pushes from beginning a build for each: after a build that newer work overtook, the next of that cluster begins no sooner than some
/// seconds after that one began. The first is never kept waiting, nor is one that comes after a long build. Of this process only; safe for concurrent use.
/// </summary>
internal sealed class BuildPace(TimeProvider time)
{
    /// <summary>From the beginning of an overtaken build to the next.</summary>
    public static readonly TimeSpan Distance = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, long> _overtaken = new(StringComparer.Ordinal);

    /// <summary>How long the next build of a cluster has to wait; zero for not at all.</summary>
    public TimeSpan WaitFor(string clusterId) =>
        _overtaken.TryGetValue(clusterId, out var began) && Distance - time.GetElapsedTime(began) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>Notes that a build begins.</summary>
    /// <returns>When, for <see cref="Overtaken"/>.</returns>
    public long Begin(string clusterId)
    {
        _overtaken.TryRemove(clusterId, out _);
        return time.GetTimestamp();
    }

    /// <summary>Notes that newer work has overtaken a build.</summary>
    public void Overtaken(string clusterId, long began) => _overtaken[clusterId] = began;
}
