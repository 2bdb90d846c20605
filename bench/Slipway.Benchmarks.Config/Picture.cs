using System.Globalization;
using System.Text;

namespace Slipway.Benchmarks.Config;

/// <summary>A group of bars for each input, one bar a program with its median, and a line from the lowest to the highest round, as SVG.</summary>
internal static class Picture
{
    private const int Width = 860;
    private const int Left = 250;
    private const int Row = 30;
    private const int Heading = 30;
    private const int Top = 44;

    public static string Draw(IReadOnlyList<(string What, IReadOnlyList<ColdStarts.Result> Legs)> groups)
    {
        var height = Top + groups.Sum(g => Heading + (Row * g.Legs.Count)) + 16;
        var svg = new StringBuilder();
        svg.AppendLine(Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{height}\" font-family=\"sans-serif\" font-size=\"13\">"));
        svg.AppendLine("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        svg.AppendLine("<text x=\"12\" y=\"26\" font-size=\"15\">config, from the start of the process to its end; median, lowest and highest round</text>");
        var y = Top;
        foreach (var (what, legs) in groups)
        {
            svg.AppendLine(Line($"<text x=\"12\" y=\"{y + 19}\" font-weight=\"bold\">{what}</text>"));
            y += Heading;
            var scale = (Width - Left - 100) / legs.Max(leg => leg.Milliseconds.Highest);
            foreach (var leg in legs)
            {
                var (median, lowest, highest) = (leg.Milliseconds.Median * scale, leg.Milliseconds.Lowest * scale, leg.Milliseconds.Highest * scale);
                var ours = leg.Name.Contains("lipway", StringComparison.Ordinal);
                svg.AppendLine(Line($"<text x=\"{Left - 10}\" y=\"{y + 17}\" text-anchor=\"end\">{leg.Name}</text>"));
                svg.AppendLine(Line($"<rect x=\"{Left}\" y=\"{y + 3}\" width=\"{median:0.0}\" height=\"20\" fill=\"{(ours ? "#2266aa" : "#b8c4d0")}\"/>"));
                svg.AppendLine(Line($"<path d=\"M{Left + lowest:0.0} {y + 13} H{Left + highest:0.0}\" stroke=\"#222222\" stroke-width=\"1.5\"/>"));
                svg.AppendLine(Line($"<text x=\"{Left + highest + 8:0.0}\" y=\"{y + 18}\">{Text(leg.Milliseconds.Median)}</text>"));
                y += Row;
            }
        }

        return svg.AppendLine("</svg>").ToString();
    }

    private static string Text(double milliseconds) => milliseconds >= 10_000 ? Line($"{milliseconds / 1000:0.0} s") : Line($"{milliseconds:0.0} ms");

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
