using System.Diagnostics;

namespace Slipway.Benchmarks.Messaging;

/// <summary>What this process has used so far.</summary>
/// <param name="At">When, in ticks of the stopwatch.</param>
/// <param name="Cpu">User and system time.</param>
/// <param name="Allocated">Bytes allocated by managed code.</param>
internal readonly record struct Usage(long At, TimeSpan Cpu, long Allocated)
{
    public static Usage Now() => new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));

    public IEnumerable<(string Metric, double Value)> Since(Usage before, int messages)
    {
        yield return (Metrics.Rate, messages / Stopwatch.GetElapsedTime(before.At, At).TotalSeconds);
        yield return (Metrics.Cpu, (Cpu - before.Cpu).TotalMicroseconds / messages);
        yield return (Metrics.Allocated, (double)(Allocated - before.Allocated) / messages);
    }
}
