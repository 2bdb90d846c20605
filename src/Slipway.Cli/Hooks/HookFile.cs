using System.Text.RegularExpressions;

namespace Slipway.Cli.Hooks;

/// <summary>How our block and a hook that is already there get along. Pure: text in, text out.</summary>
internal static partial class HookFile
{
    private const string Head = "#!/bin/sh\n";

    /// <summary>The hook with our block in it: a new one, one whose block is replaced, or one that is kept with the block at its end.</summary>
    /// <param name="existing">What is there; null for nothing.</param>
    /// <param name="block">Our block.</param>
    /// <returns>The text; or why the hook is left alone.</returns>
    public static (string? Text, string? Problem) With(string? existing, string block)
    {
        if (existing is null)
        {
            return (Head + block, null);
        }

        if (Cut(existing) is { } parts)
        {
            return (parts.Before + block + parts.After, null);
        }

        if (!Shell().IsMatch(existing) || existing.Contains('\0', StringComparison.Ordinal))
        {
            return (null, "it is no shell script");
        }

        return Leaves().IsMatch(existing)
            ? (null, "it ends with exit or exec, so that nothing after it would run")
            : ((existing.EndsWith('\n') ? existing : existing + "\n") + block, null);
    }

    /// <summary>The hook without our block; an empty text where nothing else is in it, null where there was no block.</summary>
    public static string? Without(string existing) =>
        Cut(existing) is not { } parts ? null
        : string.IsNullOrWhiteSpace(parts.After) && parts.Before is Head or "" ? string.Empty
        : parts.Before + parts.After;

    private static (string Before, string After)? Cut(string text)
    {
        var begin = text.IndexOf(HookScript.Begin, StringComparison.Ordinal);
        var end = begin < 0 ? -1 : text.IndexOf(HookScript.End, begin, StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        var after = end + HookScript.End.Length;
        return (text[..begin], text[(after < text.Length && text[after] == '\n' ? after + 1 : after)..]);
    }

    [GeneratedRegex(@"\A#!\s*(?:/\S*/)?(?:env\s+)?(?:sh|bash|dash|ash|ksh|zsh)\b")]
    private static partial Regex Shell();

    [GeneratedRegex(@"^(?:exit|exec)\b", RegexOptions.Multiline)]
    private static partial Regex Leaves();
}
