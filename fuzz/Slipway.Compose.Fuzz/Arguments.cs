using System.Collections.Immutable;
using System.Globalization;

namespace Slipway.Compose.Fuzz;

/// <summary>What is asked for on the command line.</summary>
internal sealed record Arguments
{
    public string Out { get; init; } = "";

    public ImmutableArray<IFuzzTarget> Targets { get; init; } = FuzzTargets.All;

    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(1);

    public int Seed { get; init; } = 1;

    public long Runs { get; init; } = long.MaxValue;

    public ImmutableArray<string> Replay { get; init; } = [];

    public static Arguments? Parse(string[] args)
    {
        var result = new Arguments();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--replay")
            {
                return result with { Replay = [.. args[(i + 1)..]] };
            }

            if (i + 1 == args.Length)
            {
                return null;
            }

            var value = args[++i];
            switch (args[i - 1])
            {
                case "--out":
                    result = result with { Out = value };
                    break;
                case "--target" when FuzzTargets.All.FirstOrDefault(t => t.Name == value) is { } target:
                    result = result with { Targets = [target] };
                    break;
                case "--seconds" when int.TryParse(value, CultureInfo.InvariantCulture, out var seconds):
                    result = result with { Time = TimeSpan.FromSeconds(seconds) };
                    break;
                case "--seed" when int.TryParse(value, CultureInfo.InvariantCulture, out var seed):
                    result = result with { Seed = seed };
                    break;
                case "--runs" when long.TryParse(value, CultureInfo.InvariantCulture, out var runs):
                    result = result with { Runs = runs };
                    break;
                default:
                    return null;
            }
        }

        return result.Out.Length > 0 ? result : null;
    }
}
