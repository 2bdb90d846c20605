using System.Globalization;

namespace Slipway.Compose;

/// <summary>Turns text into a value of another kind.</summary>
internal sealed record CastRule(string Wanted, Func<string, SourceSpan, ComposeScalar?> Convert)
{
    public static CastRule Integer { get; } = new("a whole number", (text, span) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? ComposeScalar.Of(value, span) : null);

    public static CastRule Number { get; } = new("a number", (text, span) =>
        FloatText.TryParse(text, out var value)
            ? new ComposeScalar(ScalarKind.Fraction, Numbers.ToText(value), span)
            : null);

    public static CastRule Boolean { get; } = new("true or false", (text, span) => ParseBoolean(text) is { } value ? ComposeScalar.Of(value, span) : null);

    public static bool? ParseBoolean(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "Y" or "YES" or "ON" => true,
        "FALSE" or "N" or "NO" or "OFF" => false,
        _ => null,
    };
}
