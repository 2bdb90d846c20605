using System.Globalization;

namespace Slipway.Benchmarks.Messaging;

/// <summary>The measurements by name.</summary>
internal static class Measurements
{
    public static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        var mode = arguments.Word(0, "what to measure");
        if (mode == "report")
        {
            return Report.Write(arguments.Word(1, "the directory with the results"));
        }

        var names = new LegNames(arguments);
        var name = arguments.Word(1, "which leg");
        var messages = arguments.Number("messages", 20_000);
        if (mode == "throughput" && name.StartsWith("sql-", StringComparison.Ordinal))
        {
            await using var loop = name == "sql-sqlite"
                ? await SqlLoop.OnSqliteAsync(names.SqliteFile, cancellationToken)
                : await SqlLoop.OnPostgresAsync(LegNames.Postgres, cancellationToken);
            await Throughput.RunLoopAsync(loop, messages, cancellationToken);
            return 0;
        }
        if (mode == "claim")
        {
            await ClaimDepth.RunAsync(names.Footing(name), arguments.Number("rows", 1_000_000), cancellationToken);
            return 0;
        }

        var arrivals = new Arrivals();
        await using var leg = mode switch
        {
            "keys" => new SlipwayLeg(names.Footing(name), arrivals, names.Settings(arguments.Number("keys", 0) > 0)),
            "takeover-child" => new SlipwayLeg(names.Footing(name), arrivals, names.Settings(keyed: false), stuck: true),
            _ => names.Make(name, arrivals),
        };
        var directory = arguments.Text("directory", "");
        await (mode switch
        {
            "throughput" => Throughput.RunAsync(leg, arrivals, messages, 0, cancellationToken),
            "keys" => Throughput.RunAsync(leg, arrivals, messages, arguments.Number("keys", 0), cancellationToken),
            "survive-publish" => Survival.PublishAsync(leg, messages, cancellationToken),
            "survive-consume" => Survival.ConsumeAsync(leg, arrivals, messages, cancellationToken),
            "latency" => OpenLoop.RunAsync(leg, arrivals, arguments.Number("rate", 500), arguments.Number("seconds", 10), cancellationToken),
            "wake" => Wake.SameProcessAsync(leg, arrivals, arguments.Number("samples", 200), cancellationToken),
            "wake-other" => Wake.OtherProcessAsync(leg, name, directory, arguments.Number("samples", 200), cancellationToken),
            "wake-child" => ChildAsync(() => Wake.ChildAsync(leg, arrivals, messages, cancellationToken)),
            "idle" => Idle.RunAsync(leg, name == "sqlite" ? null : LegNames.Postgres, arguments.Number("seconds", 60), cancellationToken),
            "takeover" => Takeover.RunAsync(leg, name, directory, arguments.Word(2, "killed or frozen"), cancellationToken),
            "takeover-child" => ChildAsync(() => StuckAsync(leg, cancellationToken)),
            _ => throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"there is no measurement '{mode}'")),
        });
        return 0;
    }

    private static Task ChildAsync(Func<Task> run)
    {
        ChildProcess.EndWithParent();
        return run();
    }

    private static async Task StuckAsync(ILeg leg, CancellationToken cancellationToken)
    {
        await leg.OpenAsync(cancellationToken);
        await leg.ConsumeAsync(cancellationToken);
        Console.WriteLine("ready");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }
}
