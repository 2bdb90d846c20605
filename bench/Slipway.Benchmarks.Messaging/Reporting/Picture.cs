using System.Globalization;
using System.Text;

namespace Slipway.Benchmarks.Messaging;

/// <summary>A bar for each leg with its median, and a line from the lowest to the highest round, as SVG.</summary>
internal static class Picture
{
    private const int Width = 860;
    private const int Left = 250;
    private const int Row = 34;
    private const int Top = 44;

    public static string Draw(IReadOnlyList<(string Name, Spread Rate, bool Ours)> bars)
    {
        var most = bars.Count == 0 ? 1 : bars.Max(b => b.Rate.Highest);
        var scale = (Width - Left - 90) / most;
        var svg = new StringBuilder();
        svg.AppendLine(Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{Top + (Row * bars.Count) + 16}\" font-family=\"sans-serif\" font-size=\"13\">"));
        svg.AppendLine("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        svg.AppendLine("<text x=\"12\" y=\"26\" font-size=\"15\">Messages per second, publish and consume at once; median, lowest and highest round</text>");
        for (var i = 0; i < bars.Count; i++)
        {
            var (name, rate, ours) = bars[i];
            var y = Top + (Row * i);
            svg.AppendLine(Line($"<text x=\"{Left - 10}\" y=\"{y + 17}\" text-anchor=\"end\">{name}</text>"));
            svg.AppendLine(Line($"<rect x=\"{Left}\" y=\"{y + 3}\" width=\"{rate.Median * scale:0.0}\" height=\"20\" fill=\"{(ours ? "#2266aa" : "#b8c4d0")}\"/>"));
            svg.AppendLine(Line(
                $"<path d=\"M{Left + (rate.Lowest * scale):0.0} {y + 13} H{Left + (rate.Highest * scale):0.0}\" stroke=\"#222222\" stroke-width=\"1.5\"/>"));
            svg.AppendLine(Line($"<text x=\"{Left + (rate.Highest * scale) + 8:0.0}\" y=\"{y + 18}\">{Spread.Number(rate.Median)}</text>"));
        }
        svg.AppendLine("</svg>");
        return svg.ToString();
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
