using System.Globalization;

namespace Slipway.Compose;

/// <summary>Numbers as text, in the form that the reference uses.</summary>
internal static class Numbers
{
    public const int TextExponent = 6;
    public const int JsonExponent = 21;

    /// <summary>The shortest decimal form; with an exponent below 1e-4 and from 1e21 on (JSON), or from 1e6 on (text in environments and labels).</summary>
    public static string ToText(double value, int exponentFrom = TextExponent)
    {
        if (double.IsNaN(value))
        {
            return "NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "+Inf" : "-Inf";
        }

        return Format(value.ToString("R", CultureInfo.InvariantCulture), exponentFrom);
    }

    /// <summary>The shortest form of a 32-bit number.</summary>
    public static string ToText(float value) =>
        Format(value.ToString("R", CultureInfo.InvariantCulture), JsonExponent);

    private static string Format(string shortest, int exponentFrom)
    {
        var (negative, digits, exponent) = Digits(shortest);
        if (digits == "0")
        {
            return negative ? "-0" : "0";
        }

        var sign = negative ? "-" : "";
        if (exponent < -4 || exponent >= exponentFrom)
        {
            var fraction = digits.Length > 1 ? "." + digits[1..] : "";
            var power = Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
            return $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? "-" : "+")}{power}";
        }

        if (exponent < 0)
        {
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        }

        return digits.Length <= exponent + 1
            ? sign + digits + new string('0', exponent + 1 - digits.Length)
            : $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }

    /// <summary>Takes a number apart into its significant digits and the decimal exponent of the first of them.</summary>
    private static (bool Negative, string Digits, int Exponent) Digits(string text)
    {
        var negative = text[0] == '-';
        var body = negative ? text[1..] : text;
        var exponent = 0;
        var e = body.IndexOf('E', StringComparison.Ordinal);
        if (e >= 0)
        {
            exponent = int.Parse(body.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            body = body[..e];
        }

        var point = body.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? body : body[..point];
        var all = point < 0 ? body : whole + body[(point + 1)..];
        var lead = all.Length - all.TrimStart('0').Length;
        var digits = all.Trim('0');
        return digits.Length == 0 ? (negative, "0", 0) : (negative, digits, exponent + whole.Length - 1 - lead);
    }
}
