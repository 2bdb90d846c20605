using System.Globalization;

namespace Slipway.Compose;

/// <summary>Plain scalars that are dates: <c>2024-2-29</c>, optionally with a time.</summary>
internal static class YamlTimestamps
{
    private static readonly string[] LocalFormats =
    [
        "yyyy-M-d",
        "yyyy-M-d H:m:s", "yyyy-M-d H:m:s.FFFFFFF",
    ];

    private static readonly string[] ZonedFormats =
    [
        "yyyy-M-d'T'H:m:s.FFFFFFFzzz", "yyyy-M-d't'H:m:s.FFFFFFFzzz",
    ];

    private static readonly string[] UtcFormats =
    [
        "yyyy-M-d'T'H:m:s.FFFFFFF'Z'", "yyyy-M-d't'H:m:s.FFFFFFF'Z'",
    ];

    /// <summary>Recognises a date. The result is its RFC 3339 text.</summary>
    public static bool TryParse(string text, out string canonical)
    {
        canonical = "";
        if (text.Length < 8 || text.Length > 40 || text[4] != '-' || !char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[3]))
        {
            return false;
        }

        if (DateTime.TryParseExact(text, LocalFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            || DateTime.TryParseExact(text, UtcFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out local))
        {
            canonical = local.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
            return true;
        }

        if (DateTimeOffset.TryParseExact(text, ZonedFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var zoned))
        {
            canonical = zoned.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);
            return true;
        }

        return false;
    }

    /// <summary>The long form that the reference prints where text is wanted: <c>2024-02-29 00:00:00 +0000 UTC</c>.</summary>
    public static string ToLongText(string canonical)
    {
        var at = DateTimeOffset.Parse(canonical, CultureInfo.InvariantCulture);
        var zone = at.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);
        var name = canonical.EndsWith('Z') ? "UTC" : zone;
        return $"{at.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)} {zone} {name}";
    }
}
