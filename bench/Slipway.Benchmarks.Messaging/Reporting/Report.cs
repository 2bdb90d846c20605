using System.Text;

namespace Slipway.Benchmarks.Messaging;

/// <summary>Tables for people, from the result file of one run.</summary>
internal static class Report
{
    private static readonly (string Leg, string Text)[] Names =
    [
        ("raw", "RabbitMQ.Client, raw"),
        ("wire", "Slipway, wire only"),
        ("rabbit", "Slipway, RabbitMQ + PostgreSQL"),
        ("postgres", "Slipway on PostgreSQL"),
        ("sqlite", "Slipway on SQLite"),
        ("sql-postgres", "bare SQL loop, PostgreSQL"),
        ("sql-sqlite", "bare SQL loop, SQLite"),
        ("masstransit", "MassTransit 8.5 on RabbitMQ"),
        ("rebus", "Rebus.PostgreSql, tuned"),
        ("ponos", "ponos 5.8.3 as published"),
        ("ponos-persistent", "ponos 5.8.3, persistent"),
    ];

    public static int Write(string directory)
    {
        var results = Results.Read(Path.Combine(directory, "results.csv"));
        var text = new StringBuilder();
        WriteThroughput(text, results);
        WriteTargets(text, results);
        WriteOthers(text, results);
        File.WriteAllText(Path.Combine(directory, "report.md"), text.ToString());
        File.WriteAllText(Path.Combine(directory, "throughput.svg"), Picture.Draw([.. Rates(results)]));
        Console.Write(text);
        return 0;
    }

    private static IEnumerable<(string Name, Spread Rate, bool Ours)> Rates(Results results) =>
        from name in Names
        let rate = results.Get("throughput", name.Leg, Metrics.Rate)
        where rate is not null
        select (name.Text, rate, name.Text.StartsWith("Slipway", StringComparison.Ordinal));

    private static void WriteThroughput(StringBuilder text, Results results)
    {
        if (!results.Has("throughput"))
        {
            return;
        }
        text.AppendLine("Publish and consume at once; median (lowest to highest). Durable: lost of what was published when the server was killed (-9).");
        text.AppendLine();
        text.AppendLine("| leg | messages/s | CPU µs/message | bytes/message | confirmed | lost after kill | transactional | deduplicated | out of order | twice |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var (leg, name) in Names)
        {
            Spread? Get(string metric) => results.Get("throughput", leg, metric);
            if (Get(Metrics.Rate) is { } rate)
            {
                var lost = results.Get("survival", leg, Metrics.LostAfterKill)?.Median;
                var published = results.Get("survival", leg, Metrics.Published)?.Median;
                text.AppendLine(
                    $"| {name} | {rate} | {Show(Get(Metrics.Cpu))} | {Show(Get(Metrics.Allocated))} | {YesNo(Get(Metrics.Confirmed))} "
                    + $"| {(lost is null ? "not measured" : $"{lost:0} of {published:0}")} | {YesNo(Get(Metrics.Transactional))} | {YesNo(Get(Metrics.Deduplicated))} "
                    + $"| {Show(Get(Metrics.OutOfOrder))} | {Show(results.Total("throughput", leg, Metrics.Copies))} |");
            }
        }
        text.AppendLine();
    }

    private static void WriteTargets(StringBuilder text, Results results)
    {
        text.AppendLine("| target | bound | measured | |");
        text.AppendLine("|---|---|---|---|");
        foreach (var target in Target.All)
        {
            var value = target.From(results);
            var verdict = value is { } known ? target.IsMetBy(known) ? "met" : "**missed**" : "";
            text.AppendLine($"| {target.Text} | {target.Bound} | {(value is { } v ? Spread.Number(v) : "not measured")} | {verdict} |");
        }
        text.AppendLine();
    }

    private static void WriteOthers(StringBuilder text, Results results)
    {
        text.AppendLine("| measurement | leg | figure | value |");
        text.AppendLine("|---|---|---|---|");
        foreach (var (measure, metrics) in Others)
        {
            foreach (var leg in results.Legs(measure))
            {
                foreach (var metric in metrics)
                {
                    if (results.Get(measure, leg, metric) is { } value)
                    {
                        text.AppendLine($"| {measure} | {leg} | {metric} | {value} |");
                    }
                }
            }
        }
    }

    private static readonly (string Measure, string[] Metrics)[] Others =
    [
        ("latency", [Metrics.P50, Metrics.P99, Metrics.Max]),
        ("wake", [Metrics.P50, Metrics.P99, Metrics.Max]),
        ("wake-other", [Metrics.P50, Metrics.P99, Metrics.Max]),
        ("keys", [Metrics.Rate]),
        ("claim", ["empty_p50_ms", "empty_p99_ms", "backlog_p50_ms", "backlog_p99_ms"]),
        ("takeover", ["takeover_s"]),
        ("idle", ["idle_cpu_percent", "idle_transactions_per_minute"]),
    ];

    private static string Show(object? value) => value switch
    {
        null => "–",
        double number => Spread.Number(number),
        _ => value.ToString()!,
    };

    private static string YesNo(Spread? value) => value is null ? "–" : value.Median > 0 ? "yes" : "no";
}
