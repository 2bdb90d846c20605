using System.Globalization;
using Slipway.Benchmarks.Config;

// write FOLDER: the two projects that are measured. compare: all of bench/config-beside-compose.sh that is not building.
var arguments = new Arguments(args);
switch (arguments.Mode)
{
    case "write":
        Projects.Write(arguments["--folder"]);
        return 0;
    case "compare":
        Comparison.Run(arguments);
        return 0;
    case "in-process":
        var (events, tree, load, noted) = new InProcess(arguments["--folder"]).Measure(int.Parse(arguments.Find("--rounds") ?? "40", CultureInfo.InvariantCulture));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"events {events.Median:0.00} ms, tree {tree.Median:0.00} ms, load {load.Median:0.00} ms ({load.Median / tree.Median:0.00}), with provenance {noted.Median:0.00} ms ({noted.Median / tree.Median:0.00})"));
        return 0;
    case "profile":    // only loads, for a profiler to look at
        new InProcess(arguments["--folder"]).LoadOften(int.Parse(arguments.Find("--rounds") ?? "300", CultureInfo.InvariantCulture));
        return 0;
    default:
        await Console.Error.WriteLineAsync("usage: write|in-process --folder FOLDER, or compare; see bench/config-beside-compose.sh");
        return 2;
}
