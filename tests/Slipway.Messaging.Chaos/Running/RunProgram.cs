using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Slipway.Messaging.Chaos;

/// <summary>The command that eng/chaos.sh runs.</summary>
internal static class RunProgram
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var options = new ConfigurationManager();
        options.AddCommandLineOf(arguments);
        var seed = int.Parse(options["seed"] ?? $"{Random.Shared.Next(1, 1_000_000)}", CultureInfo.InvariantCulture);
        var scale = options["scale"] == "short" ? Scale.Short : Scale.Full;
        var only = (options["only"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        var footings = (options["footing"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        var minutes = double.Parse(options["minutes"] ?? "0", CultureInfo.InvariantCulture);
        List<Func<Fault>> all = [.. Faults.All];
        if (minutes > 0)
        {
            all.Add(() => new Soak(TimeSpan.FromMinutes(minutes)));
        }
        if (only.FirstOrDefault(name => !all.Any(make => IsNamed(make(), name))) is { } unknown)
        {
            var known = string.Join(", ", all.Select(make => make()).Select(f => $"{f.Name} ({f.Number})"));
            await Console.Error.WriteLineAsync($"chaos: error: no fault '{unknown}'; known are {known}, and with --minutes soak (22)");
            return 2;
        }
        Console.WriteLine($"seed {seed}");
        var failed = 0;
        foreach (var make in all.Where(make => only.Length == 0 || only.Any(name => IsNamed(make(), name))))
        {
            foreach (var kind in make().Footings.Where(f => footings.Length == 0 || footings.Contains($"{f}", StringComparer.OrdinalIgnoreCase)))
            {
                var outcome = await FaultRun.RunAsync(make(), kind, seed, scale, Console.Out, CancellationToken.None);
                Console.WriteLine(outcome);
                failed += outcome.Holds ? 0 : 1;
            }
        }
        Console.WriteLine(failed == 0 ? "all invariants hold" : $"{failed} runs broke an invariant; again with --seed {seed}");
        return failed == 0 ? 0 : 1;
    }

    private static bool IsNamed(Fault fault, string name) => fault.Name == name || $"{fault.Number}" == name;
}
