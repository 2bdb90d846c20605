using System.Globalization;

namespace Slipway.Benchmarks.Messaging;

/// <summary>All samples of one run.</summary>
internal sealed class Results(IReadOnlyList<Sample> samples)
{
    public static Results Read(string file) => new(
    [
        .. File.ReadLines(file).Skip(1).Select(line => line.Split(',')).Where(cells => cells.Length == 5).Select(cells => new Sample(
            cells[0], cells[1], int.Parse(cells[2], CultureInfo.InvariantCulture), cells[3], double.Parse(cells[4], CultureInfo.InvariantCulture))),
    ]);

    public IReadOnlyList<string> Legs(string measure) => [.. samples.Where(s => s.Measure == measure).Select(s => s.Leg).Distinct()];

    public bool Has(string measure) => samples.Any(s => s.Measure == measure);

    /// <summary>The middle of all rounds, with the lowest and the highest; null where nothing was measured.</summary>
    public Spread? Get(string measure, string leg, string metric)
    {
        double[] values = [.. samples.Where(s => s.Measure == measure && s.Leg == leg && s.Metric == metric).Select(s => s.Value).Order()];
        return values.Length == 0 ? null : new Spread(Middle(values), values[0], values[^1], values.Length);
    }

    /// <summary>The sum over all rounds; null where nothing was measured.</summary>
    public double? Total(string measure, string leg, string metric)
    {
        double[] values = [.. samples.Where(s => s.Measure == measure && s.Leg == leg && s.Metric == metric).Select(s => s.Value)];
        return values.Length == 0 ? null : values.Sum();
    }

    private static double Middle(double[] sorted) =>
        sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
}
