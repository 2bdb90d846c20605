using Slipway.Compose;
using Slipway.Core.Configurations;

namespace Slipway.Imports.Compose.Conversion;

/// <summary>Limits of a service, from its own attributes and from <c>deploy.resources</c> (the loader has checked that they agree).</summary>
internal static class LimitsConverter
{
    public static ResourceLimits Convert(ComposeService service) => new()
    {
        MemoryBytes = service.MemLimitBytes ?? service.Deploy?.Limits?.MemoryBytes ?? 0,
        MemoryReservationBytes = service.MemReservationBytes ?? service.Deploy?.Reservations?.MemoryBytes ?? 0,
        MemorySwapBytes = service.MemSwapLimitBytes ?? 0,
        MemorySwappiness = service.MemSwappiness,
        Cpus = service.Cpus ?? service.Deploy?.Limits?.Cpus ?? 0,
        CpuShares = service.CpuShares ?? 0,
        CpuQuota = service.CpuQuota ?? 0,
        CpuPeriod = service.CpuPeriod ?? 0,
        CpuSet = service.Cpuset,
        Pids = service.PidsLimit ?? service.Deploy?.Limits?.Pids,
        ShmSizeBytes = service.ShmSizeBytes ?? 0,
        OomKillDisable = service.OomKillDisable,
        OomScoreAdjustment = service.OomScoreAdj ?? 0,
        ProcessLimits = [.. service.Ulimits.Select(u => new ProcessLimit(u.Key, u.Value.Soft, u.Value.Hard))],
    };
}
