namespace Slipway.Benchmarks.Config;

/// <summary>Whole processes: each round runs every leg once, so that what else the machine does falls on all of them alike.</summary>
internal sealed class ColdStarts(IReadOnlyDictionary<string, string> environment)
{
    public sealed record Leg(string Name, IReadOnlyList<string> Command);

    public sealed record Result(string Name, Spread Milliseconds, Spread Mebibytes);

    public List<Result> Measure(IReadOnlyList<Leg> legs, string directory, int rounds)
    {
        var runs = legs.Select(_ => new List<ChildResult>(rounds)).ToArray();
        for (var round = -2; round < rounds; round++)
        {
            for (var leg = 0; leg < legs.Count; leg++)
            {
                var result = ChildRun.Run(legs[leg].Command, directory, environment);
                if (result.ExitCode != 0)
                {
                    throw new InvalidOperationException($"{legs[leg].Name} ended with {result.ExitCode}: {string.Join(' ', legs[leg].Command)} in {directory}");
                }

                if (round >= 0)
                {
                    runs[leg].Add(result);
                }
            }
        }

        return [.. legs.Select((leg, i) => Of(leg.Name, runs[i]))];
    }

    /// <summary>All cases one after the other count as one run. A case that must fail may fail.</summary>
    public static List<Result> MeasureCases(IReadOnlyList<Leg> legs, IReadOnlyList<Case> cases, int rounds)
    {
        var runs = legs.Select(_ => new List<ChildResult>(rounds)).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var leg = 0; leg < legs.Count; leg++)
            {
                var all = cases.Select(one => ChildRun.Run([.. legs[leg].Command, .. one.Arguments, "config", "--format", "json"], one.Directory, one.Environment)).ToList();
                runs[leg].Add(new ChildResult(TimeSpan.FromTicks(all.Sum(run => run.Taken.Ticks)), all.Max(run => run.PeakMemory), 0));
            }
        }

        return [.. legs.Select((leg, i) => Of(leg.Name, runs[i]))];
    }

    private static Result Of(string name, List<ChildResult> runs) => new(
        name, new Spread(runs.Select(run => run.Taken.TotalMilliseconds)), new Spread(runs.Select(run => run.PeakMemory / 1048576.0)));
}
