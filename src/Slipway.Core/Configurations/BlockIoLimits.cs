using System.Collections.Immutable;

namespace Slipway.Core.Configurations;

/// <summary>What an instance may read and write. Devices are named by their path on the host.</summary>
public sealed record BlockIoLimits
{
    /// <summary>Gets the relative weight, 10 to 1000; null is the engine's default.</summary>
    public int? Weight { get; init; }

    /// <summary>Gets relative weights of single devices.</summary>
    public ImmutableSortedDictionary<string, long> DeviceWeights { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>Gets bytes that are read in a second.</summary>
    public ImmutableSortedDictionary<string, long> ReadBytes { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>Gets operations that read in a second.</summary>
    public ImmutableSortedDictionary<string, long> ReadOperations { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>Gets bytes that are written in a second.</summary>
    public ImmutableSortedDictionary<string, long> WriteBytes { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>Gets operations that write in a second.</summary>
    public ImmutableSortedDictionary<string, long> WriteOperations { get; init; } = ImmutableSortedDictionary<string, long>.Empty;
}
