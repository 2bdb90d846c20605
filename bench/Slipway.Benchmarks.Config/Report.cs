using System.Globalization;
using System.Text;

namespace Slipway.Benchmarks.Config;

/// <summary>The measurements as a Markdown table; ratios are of medians, to the first leg of each group.</summary>
internal sealed class Report
{
    private readonly StringBuilder _text = new("| what | program | time | ratio | memory | ratio |\n|---|---|---|---|---|---|\n");

    public void Add(string what, IReadOnlyList<ColdStarts.Result> legs)
    {
        foreach (var leg in legs)
        {
            var isFirst = leg == legs[0];
            _text.Append(Line($"| {(isFirst ? what : "")} | {leg.Name} | {Time(leg.Milliseconds)} | {Ratio(leg.Milliseconds.Median, legs[0].Milliseconds.Median)} "))
                .Append(Line($"| {leg.Mebibytes.Median:0} MiB | {Ratio(leg.Mebibytes.Median, legs[0].Mebibytes.Median)} |\n"));
        }
    }

    public void Add(string what, IReadOnlyList<(string Name, Spread Milliseconds)> legs, double floor)
    {
        foreach (var (name, milliseconds) in legs)
        {
            _text.Append(Line($"| {(name == legs[0].Name ? what : "")} | {name} | {Time(milliseconds)} | {Ratio(milliseconds.Median, floor)} | | |\n"));
        }
    }

    public override string ToString() => _text.ToString();

    private static string Time(Spread spread) => spread.Median >= 10_000
        ? Line($"{spread.Median / 1000:0.0} s ({spread.Lowest / 1000:0.0} to {spread.Highest / 1000:0.0})")
        : Line($"{spread.Median:0.0} ms ({spread.Lowest:0.0} to {spread.Highest:0.0})");

    private static string Ratio(double value, double other) => Line($"{value / other:0.00}");

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
