using System.Buffers;
using System.Globalization;

namespace Slipway.Compose;

/// <summary>Sizes such as <c>512m</c>, <c>1.5 GiB</c>, <c>100</c>. Units count in steps of 1024.</summary>
internal static class ByteSize
{
    private static readonly SearchValues<char> NumberEnds = SearchValues.Create("0123456789.");

    public static bool TryParse(string text, out long bytes)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out bytes))
        {
            return true;
        }

        // The number ends at the last digit, so it may have an exponent.
        var end = text.AsSpan().LastIndexOfAny(NumberEnds) + 1;
        var unit = text[end..];
        unit = unit.StartsWith(' ') ? unit[1..] : unit;
        if (end == 0
            || !FloatText.TryParse(text[..end], out var number)
            || number < 0
            || Power(unit) is not { } power)
        {
            return false;
        }

        var value = number * Math.Pow(1024, power);
        if (!(value < long.MaxValue))
        {
            return false;
        }

        bytes = (long)value;
        return true;
    }

    private static int? Power(string unit)
    {
        if (unit.Length == 0)
        {
            return 0;
        }

        var power = "bkmgtp".IndexOf(char.ToLowerInvariant(unit[0]), StringComparison.Ordinal);
        var suffix = unit[1..].ToLowerInvariant();
        return power >= 0 && (suffix.Length == 0 || (power > 0 && (suffix is "b" or "ib"))) ? power : null;
    }
}
