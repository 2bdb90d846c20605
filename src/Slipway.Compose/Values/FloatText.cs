using System.Globalization;

namespace Slipway.Compose;

/// <summary>
/// Numbers with a fraction that are written as text, in every form that the reference takes: decimal and hexadecimal (<c>0x1p-2</c>), underscores between
/// digits, infinities and not-a-number in words.
/// </summary>
internal static class FloatText
{
    private const NumberStyles Decimal = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingSign;

    public static bool TryParse(string text, out double value)
    {
        value = 0;
        var body = text.AsSpan(text.Length > 0 && text[0] is '+' or '-' ? 1 : 0);
        if (body.Length == 0 || !UnderscoresFit(body))
        {
            return false;
        }

        var negative = text[0] == '-';
        if (body.Equals("inf", StringComparison.OrdinalIgnoreCase) || body.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            value = negative ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        if (text.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            value = double.NaN;
            return true;
        }

        var plain = text.Replace("_", "", StringComparison.Ordinal);
        if (body.Length > 2 && body[0] == '0' && body[1] is 'x' or 'X')
        {
            return TryHexadecimal(plain.AsSpan(plain.IndexOf('x', StringComparison.OrdinalIgnoreCase) + 1), negative, out value);
        }

        var isNumber = char.IsAsciiDigit(body[0]) || (body[0] == '.' && body.Length > 1);
        return isNumber && double.TryParse(plain, Decimal, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    /// <summary>Digits with at most one point, then an exponent of two, which must be there.</summary>
    private static bool TryHexadecimal(ReadOnlySpan<char> text, bool negative, out double value)
    {
        value = 0;
        var p = text.IndexOfAny('p', 'P');
        if (p < 1 || !int.TryParse(text[(p + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent))
        {
            return false;
        }

        var (digits, scale, point) = (0, 0, false);
        foreach (var c in text[..p])
        {
            if (c == '.' && !point)
            {
                point = true;
            }
            else if (char.IsAsciiHexDigit(c))
            {
                value = (value * 16) + Convert.ToInt32(c.ToString(), 16);
                digits++;
                scale += point ? 4 : 0;
            }
            else
            {
                return false;
            }
        }

        value = Math.ScaleB(negative ? -value : value, (int)Math.Clamp((long)exponent - scale, -5000, 5000));
        return digits > 0 && double.IsFinite(value);
    }

    private static bool UnderscoresFit(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '_' && (i == 0 || i == text.Length - 1 || !char.IsAsciiHexDigit(text[i - 1]) && text[i - 1] is not ('x' or 'X') || !char.IsAsciiHexDigit(text[i + 1])))
            {
                return false;
            }
        }

        return true;
    }
}
