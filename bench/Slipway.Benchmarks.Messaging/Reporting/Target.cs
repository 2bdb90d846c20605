namespace Slipway.Benchmarks.Messaging;

/// <summary>One line of the acceptance list: two measurements, or one and a unit, and a bound.</summary>
/// <param name="Text">What is asked.</param>
/// <param name="Measure">The measurement.</param>
/// <param name="Leg">Of what.</param>
/// <param name="Metric">Which figure.</param>
/// <param name="Beside">Of what else, to divide by; null to take the figure as it is.</param>
/// <param name="BesideMetric">Its figure, where it is another one.</param>
/// <param name="AtLeast">The bound from below; null if there is none.</param>
/// <param name="AtMost">The bound from above; null if there is none.</param>
internal sealed record Target(
    string Text, string Measure, string Leg, string Metric, string? Beside = null, string? BesideMetric = null, double? AtLeast = null, double? AtMost = null)
{
    public static IReadOnlyList<Target> All { get; } =
    [
        new("wire only / raw client, messages/s", "throughput", "wire", Metrics.Rate, "raw", AtLeast: 0.85),
        new("wire only / raw client, CPU", "throughput", "wire", Metrics.Cpu, "raw", AtMost: 1.5),
        new("wire only / MassTransit, messages/s", "throughput", "wire", Metrics.Rate, "masstransit", AtLeast: 1.6),
        new("wire only / MassTransit, allocations", "throughput", "wire", Metrics.Allocated, "masstransit", AtMost: 1.0 / 6),
        new("full durable path / raw client, messages/s", "throughput", "rabbit", Metrics.Rate, "raw", AtLeast: 0.3),
        new("full durable path / Rebus.PostgreSql, messages/s", "throughput", "rabbit", Metrics.Rate, "rebus", AtLeast: 4),
        new("full durable path / ponos as published, messages/s", "throughput", "rabbit", Metrics.Rate, "ponos", AtLeast: 0.4),
        new("full durable path / Rebus.PostgreSql, p99 at 500/s", "latency", "rabbit", Metrics.P99, "rebus", AtMost: 0.25),
        new("SQLite / bare loop on SQLite, messages/s", "throughput", "sqlite", Metrics.Rate, "sql-sqlite", AtLeast: 0.5),
        new("idle wake-up, SQLite, same process, p99 ms", "wake", "sqlite", Metrics.P99, AtMost: 5),
        new("idle wake-up, SQLite, other process, p99 ms", "wake-other", "sqlite", Metrics.P99, AtMost: 60),
        new("takeover, worker killed, SQLite, s", "takeover", "sqlite-killed", "takeover_s", AtMost: 35),
        new("takeover, worker frozen, SQLite, s", "takeover", "sqlite-frozen", "takeover_s", AtMost: 35),
        new("takeover, worker frozen, PostgreSQL, s", "takeover", "postgres-frozen", "takeover_s", AtMost: 35),
        new("1,000 keys / unordered, SQLite", "keys", "sqlite-1000", Metrics.Rate, "sqlite-0", AtLeast: 0.8),
        new("1,000 keys / unordered, PostgreSQL", "keys", "postgres-1000", Metrics.Rate, "postgres-0", AtLeast: 0.8),
        new("claim p99, a million waiting / none, SQLite", "claim", "sqlite", "backlog_p99_ms", "sqlite", "empty_p99_ms", AtMost: 2),
        new("claim p99, a million waiting / none, PostgreSQL", "claim", "postgres", "backlog_p99_ms", "postgres", "empty_p99_ms", AtMost: 2),
        new("idle CPU of a core, SQLite, %", "idle", "sqlite", "idle_cpu_percent", AtMost: 0.5),
        new("idle CPU of a core, PostgreSQL, %", "idle", "postgres", "idle_cpu_percent", AtMost: 0.5),
        new("idle transactions a minute, PostgreSQL (one look of four in 5 s)", "idle", "postgres", "idle_transactions_per_minute", AtMost: 48),
    ];

    /// <summary>The ratio of medians, or the median itself; null where it was not measured.</summary>
    public double? From(Results results)
    {
        var value = results.Get(Measure, Leg, Metric)?.Median;
        return Beside is null ? value : value / results.Get(Measure, Beside, BesideMetric ?? Metric)?.Median;
    }

    public string Bound => AtLeast is { } least ? $"≥ {Spread.Number(least)}" : $"≤ {Spread.Number(AtMost!.Value)}";

    public bool IsMetBy(double value) => (AtLeast is null || value >= AtLeast) && (AtMost is null || value <= AtMost);
}
