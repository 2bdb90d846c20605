namespace Slipway.Benchmarks.Config;

/// <summary>Several measurements of one thing.</summary>
internal sealed class Spread(IEnumerable<double> values)
{
    private readonly double[] _sorted = [.. values.Order()];

    public double Median => _sorted.Length % 2 == 1 ? _sorted[_sorted.Length / 2] : (_sorted[(_sorted.Length / 2) - 1] + _sorted[_sorted.Length / 2]) / 2;

    public double Lowest => _sorted[0];

    public double Highest => _sorted[^1];
}
