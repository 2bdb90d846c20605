using System.Globalization;

namespace Slipway.Benchmarks.Config;

/// <summary>Measures everything in one run, and writes a table and a picture.</summary>
internal static class Comparison
{
    public static void Run(Arguments arguments)
    {
        var work = arguments["--work"];
        var results = arguments["--results"];
        var rounds = int.Parse(arguments["--rounds"], CultureInfo.InvariantCulture);
        var compose = arguments["--compose"].Split(' ');
        var slipway = arguments["--slipway"];
        var script = arguments.Find("--script");
        var node = arguments.Find("--node");
        var environment = new Dictionary<string, string> { ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin", ["HOME"] = work };
        Projects.Write(work);

        var report = new Report();
        var groups = new List<(string, IReadOnlyList<ColdStarts.Result>)>();
        var starts = new ColdStarts(environment);
        foreach (var (what, name) in new[] { ("small file", Projects.Small), ("300 services", Projects.Large) })
        {
            var directory = Path.Combine(work, name);
            List<ColdStarts.Leg> legs = [new("docker compose", [.. compose, "config"]), new("slipway", [slipway, "config"])];
            if (script is not null)
            {
                legs.Add(new("./slipway", [script, "config"]));
            }

            if (node is not null)
            {
                legs.Add(new("js-yaml on node, only parsing", [node, Path.Combine(work, "parse.cjs"), "compose.yaml"]));
            }

            Say($"{what}: {rounds} rounds");
            var measured = starts.Measure(legs, directory, rounds);
            report.Add($"cold `config`, {what}", measured);
            groups.Add((what, measured));
        }

        if (arguments.Find("--cases") is { } folder)
        {
            var cases = Case.All(folder);
            var caseRounds = Math.Max(1, rounds / 10);
            Say($"{cases.Count} conformance cases: {caseRounds} rounds");
            List<ColdStarts.Leg> legs = [new("docker compose", compose), new("slipway", [slipway])];
            var measured = ColdStarts.MeasureCases(legs, cases, caseRounds);
            report.Add($"cold `config`, {cases.Count} conformance cases", measured);
            groups.Add(($"{cases.Count} conformance cases", measured));
        }

        AddInProcess(report, work, node, environment, rounds);
        Directory.CreateDirectory(results);
        File.WriteAllText(Path.Combine(results, "report.md"), report.ToString());
        File.WriteAllText(Path.Combine(results, "config.svg"), Picture.Draw(groups));
        Console.Write(report.ToString());
    }

    private static void AddInProcess(Report report, string work, string? node, Dictionary<string, string> environment, int rounds)
    {
        foreach (var (what, name) in new[] { ("small file", Projects.Small), ("300 services", Projects.Large) })
        {
            Say($"in process, {what}");
            var directory = Path.Combine(work, name);
            var (events, tree, load, noted) = new InProcess(directory).Measure(Math.Max(40, rounds));
            List<(string, Spread)> legs = [("YamlDotNet, tree", tree), ("YamlDotNet, events only", events), ("slipway, whole load", load), ("slipway, with provenance", noted)];
            if (node is not null)
            {
                var output = Path.Combine(work, "node.out");
                ChildRun.Run([node, Path.Combine(work, "parse.cjs"), "compose.yaml", "60"], directory, environment, output);
                legs.Add(("js-yaml", new Spread([double.Parse(File.ReadAllText(output), CultureInfo.InvariantCulture)])));
            }

            report.Add($"in process, {what}", legs, tree.Median);
        }
    }

    private static void Say(string text) => Console.Error.WriteLine($"config-beside-compose: {text}");
}
