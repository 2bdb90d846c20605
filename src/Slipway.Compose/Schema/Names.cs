namespace Slipway.Compose;

/// <summary>Rules for names.</summary>
internal static class Names
{
    public static bool IsName(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    /// <summary>The reference only looks for a valid part: a letter or digit, then one more valid character.</summary>
    public static bool HasContainerName(string text)
    {
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (char.IsAsciiLetterOrDigit(text[i]) && (char.IsAsciiLetterOrDigit(text[i + 1]) || text[i + 1] is '_' or '.' or '-'))
            {
                return true;
            }
        }

        return false;
    }

    public static bool HasPullPolicy(string text) =>
        PullPolicies.Any(p => text.Contains(p, StringComparison.Ordinal)) || HasPeriod(text);

    /// <summary>A key of a free mapping: anything but nothing.</summary>
    public static bool IsKey(string text) => text.AsSpan().ContainsAnyExcept('\n');

    public static bool IsUlimit(string text) => text.Length > 0 && text.All(c => c is >= 'a' and <= 'z');

    private static readonly string[] PullPolicies = ["always", "never", "build", "if_not_present", "missing", "refresh", "daily", "weekly"];

    private static bool HasPeriod(string text)
    {
        var at = text.IndexOf("every_", StringComparison.Ordinal);
        if (at < 0)
        {
            return false;
        }

        var i = at + "every_".Length;
        var start = i;
        while (i < text.Length && char.IsAsciiDigit(text[i]))
        {
            i++;
        }

        return i > start && i < text.Length && (text[i] is 'w' or 'd' or 'h' or 'm' or 's');
    }
}
