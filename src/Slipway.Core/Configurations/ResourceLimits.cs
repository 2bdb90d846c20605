using System.Collections.Immutable;

namespace Slipway.Core.Configurations;

/// <summary>What an instance may use. Zero and null are the engine's defaults.</summary>
public sealed record ResourceLimits
{
    /// <summary>Gets no limits.</summary>
    public static ResourceLimits None { get; } = new();

    /// <summary>Gets the memory at most.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>Gets the memory that is kept for it.</summary>
    public long MemoryReservationBytes { get; init; }

    /// <summary>Gets memory and swap together; -1 is without limit.</summary>
    public long MemorySwapBytes { get; init; }

    /// <summary>Gets how readily memory is swapped, 0 to 100.</summary>
    public long? MemorySwappiness { get; init; }

    /// <summary>Gets the processors, as 1.5.</summary>
    public double Cpus { get; init; }

    /// <summary>Gets the relative weight.</summary>
    public long CpuShares { get; init; }

    /// <summary>Gets the microseconds of a period that it may run.</summary>
    public long CpuQuota { get; init; }

    /// <summary>Gets the length of a period in microseconds.</summary>
    public long CpuPeriod { get; init; }

    /// <summary>Gets the processors that it may run on, as <c>0-1</c>.</summary>
    public string? CpuSet { get; init; }

    /// <summary>Gets the processes at most; -1 is without limit.</summary>
    public long? Pids { get; init; }

    /// <summary>Gets the size of /dev/shm.</summary>
    public long ShmSizeBytes { get; init; }

    /// <summary>Gets whether the kernel must not kill it when memory runs out.</summary>
    public bool OomKillDisable { get; init; }

    /// <summary>Gets the adjustment for that choice, -1000 to 1000.</summary>
    public long OomScoreAdjustment { get; init; }

    /// <summary>Gets limits per process.</summary>
    public ImmutableArray<ProcessLimit> ProcessLimits { get; init; } = [];
}
