using System.Globalization;

namespace Slipway.Compose;

/// <summary>Decides what an untagged plain scalar is, and gives it its canonical text.</summary>
internal static class YamlScalars
{
    public static ComposeScalar Resolve(string text, SourceSpan span)
    {
        if (text.Length == 0)
        {
            return ComposeScalar.Null(span);
        }

        switch (text[0])
        {
            case '~' when text.Length == 1:
                return ComposeScalar.Null(span);
            case 'n' or 'N' when text is "null" or "Null" or "NULL":
                return ComposeScalar.Null(span);
            case 't' or 'T' when text is "true" or "True" or "TRUE":
                return ComposeScalar.Of(true, span);
            case 'f' or 'F' when text is "false" or "False" or "FALSE":
                return ComposeScalar.Of(false, span);
            case '.' or '+' or '-' or (>= '0' and <= '9'):
                return ResolveNumber(text, span) ?? ComposeScalar.Of(text, span);
            default:
                return ComposeScalar.Of(text, span);
        }
    }

    private static ComposeScalar? ResolveNumber(string text, SourceSpan span)
    {
        var sign = text[0] is '+' or '-' ? 1 : 0;
        if (text.AsSpan(sign) is ".inf" or ".Inf" or ".INF")
        {
            return new ComposeScalar(ScalarKind.Fraction, text[0] == '-' ? "-Inf" : "+Inf", span);
        }

        if (text is ".nan" or ".NaN" or ".NAN")
        {
            return new ComposeScalar(ScalarKind.Fraction, "NaN", span);
        }

        if (text[0] is >= '0' and <= '9' && YamlTimestamps.TryParse(text, out var timestamp))
        {
            return new ComposeScalar(ScalarKind.Timestamp, timestamp, span);
        }

        var plain = text.Contains('_', StringComparison.Ordinal) ? text.Replace("_", "", StringComparison.Ordinal) : text;
        if (TryInteger(plain, out var integer))
        {
            return new ComposeScalar(ScalarKind.Whole, integer, span);
        }

        // A number too large for a float is text.
        return IsDecimalFloat(plain) && double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? new ComposeScalar(ScalarKind.Fraction, Numbers.ToText(number), span)
            : null;
    }

    /// <summary>Decimal, <c>0x</c>, <c>0o</c>, <c>0b</c>, and octal with a leading zero, with a sign, up to 64 bits.</summary>
    private static bool TryInteger(string text, out string canonical)
    {
        canonical = "";
        var negative = text[0] == '-';
        var digits = text.AsSpan(text[0] is '+' or '-' ? 1 : 0);
        if (digits.Length == 0 || !char.IsAsciiDigit(digits[0]))
        {
            return false;
        }

        uint radix = 10;
        if (digits.Length > 1 && digits[0] == '0')
        {
            (radix, var skip) = digits[1] switch { 'x' or 'X' => (16u, 2), 'o' or 'O' => (8u, 2), 'b' or 'B' => (2u, 2), _ => (8u, 1) };
            digits = digits[skip..];
            if (digits.Length > 1 && digits[0] is '+' or '-' && text[0] == '0' && text[1] is 'o' or 'b')
            {
                // Odd, but taken: a sign behind the prefix.
                negative = digits[0] == '-';
                digits = digits[1..];
            }

            if (digits.Length == 0)
            {
                return false;
            }
        }

        UInt128 value = 0;
        foreach (var c in digits)
        {
            var digit = c switch { >= '0' and <= '9' => c - '0', >= 'a' and <= 'f' => c - 'a' + 10, >= 'A' and <= 'F' => c - 'A' + 10, _ => 99 };
            if (digit >= radix)
            {
                return false;
            }

            value = (value * radix) + (uint)digit;
            if (value > ulong.MaxValue)
            {
                return false;
            }
        }

        if (negative && value > (ulong)long.MaxValue + 1)
        {
            return false;
        }

        canonical = (negative && value > 0 ? "-" : "") + value.ToString(CultureInfo.InvariantCulture);
        return true;
    }

    private static bool IsDecimalFloat(string text)
    {
        var i = text[0] is '+' or '-' ? 1 : 0;
        var digits = 0;
        while (i < text.Length && char.IsAsciiDigit(text[i]))
        {
            (i, digits) = (i + 1, digits + 1);
        }

        if (i < text.Length && text[i] == '.')
        {
            i++;
            while (i < text.Length && char.IsAsciiDigit(text[i]))
            {
                (i, digits) = (i + 1, digits + 1);
            }
        }

        if (digits == 0)
        {
            return false;
        }

        if (i < text.Length && (text[i] is 'e' or 'E'))
        {
            i++;
            if (i < text.Length && (text[i] is '+' or '-'))
            {
                i++;
            }

            var start = i;
            while (i < text.Length && char.IsAsciiDigit(text[i]))
            {
                i++;
            }

            return i == text.Length && i > start;
        }

        return i == text.Length;
    }
}
