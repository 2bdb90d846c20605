using System.Globalization;

namespace Slipway.Benchmarks.Messaging;

/// <summary>Results leave this program as lines <c>metric,value</c>; whoever started it knows the leg and the round.</summary>
internal static class Output
{
    public static void Write(string metric, double value) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{metric},{value:0.####}"));

    public static void Write(IEnumerable<(string Metric, double Value)> values)
    {
        foreach (var (metric, value) in values)
        {
            Write(metric, value);
        }
    }

    public static void WritePercentiles(IEnumerable<double> milliseconds, string prefix = "")
    {
        double[] sorted = [.. milliseconds.Order()];
        Write(prefix + Metrics.P50, At(sorted, 0.5));
        Write(prefix + Metrics.P99, At(sorted, 0.99));
        Write(prefix + Metrics.Max, sorted[^1]);
    }

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}
