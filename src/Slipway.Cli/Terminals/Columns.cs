using System.Globalization;
using System.Text;

namespace Slipway.Cli.Terminals;

/// <summary>Text as a terminal sees it: how wide it is, and pieces of it.</summary>
internal static class Columns
{
    /// <summary>How many columns a text without escape sequences takes.</summary>
    public static int Width(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Width(rune);
        }

        return width;
    }

    /// <summary>The text, cut to a width, with an ellipsis where something is missing.</summary>
    public static string Cut(string text, int width)
    {
        if (width <= 0)
        {
            return string.Empty;
        }

        // Most texts fit, and no text is wider than twice its length.
        if ((long)text.Length * 2 <= width || Width(text) <= width)
        {
            return text;
        }

        var result = new StringBuilder();
        var used = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            used += Width(rune);
            if (used > width - 1)
            {
                break;
            }

            result.Append(rune);
        }

        return result.Append('…').ToString();
    }

    /// <summary>The text, filled with blanks to a width.</summary>
    public static string Pad(string text, int width) => text + Blanks(width - Width(text));

    /// <summary>The text, moved right to a width.</summary>
    public static string PadLeft(string text, int width) => Blanks(width - Width(text)) + text;

    /// <summary>
    /// Foreign text (a build's output, a log) in one safe line: escape sequences and control characters are gone, so it can neither move the
    /// cursor nor rename the window.
    /// </summary>
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\x1f') && !text.AsSpan().ContainsAnyInRange('\x7f', '\x9f'))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\e')
            {
                i = EndOfSequence(text, i);
            }
            else if (text[i] == '\t')
            {
                result.Append("    ");
            }
            else if (!char.IsControl(text[i]))
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }

    private static string Blanks(int count) => count > 0 ? new string(' ', count) : string.Empty;

    // ECMA-48: CSI … final byte @ to ~; OSC and its kin … BEL or ST; anything else is two characters.
    private static int EndOfSequence(string text, int start)
    {
        if (start + 1 >= text.Length)
        {
            return start;
        }

        var i = start + 2;
        switch (text[start + 1])
        {
            case '[':
                while (i < text.Length && text[i] is < '@' or > '~')
                {
                    i++;
                }

                return i;
            case ']' or 'P' or '_' or '^' or 'X':
                while (i < text.Length && text[i] != '\a' && !(text[i] == '\\' && text[i - 1] == '\e'))
                {
                    i++;
                }

                return i;
            default:
                return start + 1;
        }
    }

    private static int Width(Rune rune) => rune.Value switch
    {
        < 0x300 => Rune.IsControl(rune) ? 0 : 1,
        >= 0x1100 and <= 0x115f or >= 0x2e80 and <= 0xa4cf or >= 0xac00 and <= 0xd7a3 or >= 0xf900 and <= 0xfaff
            or >= 0xfe30 and <= 0xfe6f or >= 0xff00 and <= 0xff60 or >= 0xffe0 and <= 0xffe6
            or >= 0x1f300 and <= 0x1f64f or >= 0x1f680 and <= 0x1f6ff or >= 0x1f900 and <= 0x1f9ff or >= 0x20000 and <= 0x3fffd => 2,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format ? 0 : 1,
    };
}
