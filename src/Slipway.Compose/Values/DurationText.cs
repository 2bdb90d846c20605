using System.Globalization;
using System.Text;

namespace Slipway.Compose;

/// <summary>Durations such as <c>1h30m</c>, in nanoseconds.</summary>
internal static class DurationText
{
    private const decimal Second = 1_000_000_000m;

    private static readonly (string Unit, decimal Nanoseconds)[] Units =
    [
        ("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000), ("s", Second), ("m", 60 * Second), ("h", 3600 * Second),
        ("d", 24 * 3600 * Second), ("w", 7 * 24 * 3600 * Second),
    ];

    public static bool TryParse(string text, out long nanoseconds)
    {
        nanoseconds = 0;
        var at = text.Length > 0 && (text[0] is '-' or '+') ? 1 : 0;
        var negative = at == 1 && text[0] == '-';
        if (text.AsSpan(at) is "0")
        {
            return true;
        }

        if (at == text.Length)
        {
            return false;
        }

        var total = 0m;
        while (at < text.Length)
        {
            var start = at;
            while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.'))
            {
                at++;
            }

            var unitStart = at;
            while (at < text.Length && !char.IsAsciiDigit(text[at]) && text[at] != '.')
            {
                at++;
            }

            const int LongestNumber = 25;
            var size = Array.Find(Units, u => text.AsSpan(unitStart, at - unitStart).SequenceEqual(u.Unit)).Nanoseconds;
            if (size == 0 || unitStart - start > LongestNumber
                || !decimal.TryParse(text.AsSpan(start, unitStart - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                || number > long.MaxValue / size)
            {
                return false;
            }

            total += number * size;
        }

        if (total > long.MaxValue)
        {
            return false;
        }

        nanoseconds = (long)(negative ? -total : total);
        return true;
    }

    /// <summary>The form that the reference prints: <c>1h0m0s</c>, <c>1.5s</c>, <c>250ms</c>, <c>15µs</c>, <c>0s</c>.</summary>
    public static string Format(long nanoseconds)
    {
        if (nanoseconds == 0)
        {
            return "0s";
        }

        var sign = nanoseconds < 0 ? "-" : "";
        var value = Math.Abs((decimal)nanoseconds);
        if (value < Second)
        {
            return sign + value switch
            {
                < 1_000 => Fraction(value, 1) + "ns",
                < 1_000_000 => Fraction(value, 1_000) + "µs",
                _ => Fraction(value, 1_000_000) + "ms",
            };
        }

        var minutes = Math.Floor(value / (60 * Second));
        var hours = Math.Floor(minutes / 60);
        var text = new StringBuilder(sign);
        if (hours > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{hours}h");
        }

        if (minutes > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{minutes % 60}m");
        }

        return text.Append(Fraction(value % (60 * Second), Second)).Append('s').ToString();
    }

    public static TimeSpan ToTimeSpan(string text) =>
        TryParse(text, out var nanoseconds) ? TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick) : TimeSpan.Zero;

    private static string Fraction(decimal value, decimal unit) => (value / unit).ToString("0.#########", CultureInfo.InvariantCulture);
}
