using System.Globalization;

namespace Slipway.Benchmarks.Messaging;

/// <summary>Several measurements of one thing.</summary>
/// <param name="Median">The middle one.</param>
/// <param name="Lowest">The lowest.</param>
/// <param name="Highest">The highest.</param>
/// <param name="Count">How many there are.</param>
internal sealed record Spread(double Median, double Lowest, double Highest, int Count)
{
    public override string ToString() => Count == 1 ? Number(Median) : $"{Number(Median)} ({Number(Lowest)} to {Number(Highest)})";

    public static string Number(double value) => value.ToString(
        Math.Abs(value) switch { >= 100 => "#,0", >= 10 => "0.0", _ => "0.00" }, CultureInfo.InvariantCulture);
}
