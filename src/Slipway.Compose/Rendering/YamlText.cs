using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Compose;

/// <summary>Writes text as YAML in the style that the reference chooses: plain where it can be, then in single quotes, then in double quotes; several lines as a block.</summary>
internal static partial class YamlText
{
    private const string StartsNoPlain = "#,[]{}&*!|>'\"%@`";

    /// <summary>Writes what follows a key or a dash.</summary>
    /// <param name="text">Written to.</param>
    /// <param name="value">The text.</param>
    /// <param name="indent">The column of the lines of a block.</param>
    /// <param name="dollars">Whether each <c>$</c> is doubled.</param>
    public static void AppendValue(StringBuilder text, string value, int indent, bool dollars)
    {
        if (value.Contains('\n', StringComparison.Ordinal) && FitsBlock(value))
        {
            AppendBlock(text, Dollars(value, dollars), indent);
        }
        else
        {
            AppendKey(text, value, dollars);
        }
    }

    /// <summary>Writes text on one line.</summary>
    public static void AppendKey(StringBuilder text, string value, bool dollars)
    {
        if (value.Contains('\n', StringComparison.Ordinal) || !IsText(value) || !IsPrintable(value) || value.Contains('\t', StringComparison.Ordinal))
        {
            AppendDoubleQuoted(text, Dollars(value, dollars));
        }
        else if (IsPlain(value))
        {
            text.Append(Dollars(value, dollars));
        }
        else
        {
            text.Append('\'').Append(Dollars(value, dollars).Replace("'", "''", StringComparison.Ordinal)).Append('\'');
        }
    }

    private static string Dollars(string value, bool dollars) =>
        dollars && value.Contains('$', StringComparison.Ordinal) ? value.Replace("$", "$$", StringComparison.Ordinal) : value;

    /// <summary>Whether a reader takes it for text when it stands there plain; also one of YAML 1.1, for which <c>no</c> is a boolean and <c>1:30</c> a number.</summary>
    private static bool IsText(string value) =>
        value == "<<" || (YamlScalars.Resolve(value, default).Kind == ScalarKind.Text && !(value.Length <= 3 && IsOldBoolean(value)) && !OldNumber.IsMatch(value));

    private static bool IsOldBoolean(string value) =>
        value is "y" or "Y" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" or "n" or "N" or "no" or "No" or "NO" or "off" or "Off" or "OFF";

    private static bool IsPlain(string value)
    {
        if (value[0] == ' ' || value[^1] == ' ' || StartsNoPlain.Contains(value[0], StringComparison.Ordinal)
            || value.StartsWith("---", StringComparison.Ordinal) || value.StartsWith("...", StringComparison.Ordinal))
        {
            return false;
        }

        if (value[0] is '-' or '?' && (value.Length == 1 || value[1] == ' '))
        {
            return false;
        }

        return value[^1] != ':' && !value.Contains(": ", StringComparison.Ordinal) && !value.Contains(" #", StringComparison.Ordinal);
    }

    private static bool FitsBlock(string value) =>
        value[^1] != ' ' && !value.Contains(" \n", StringComparison.Ordinal) && IsPrintable(value);

    /// <summary>Also none of the line ends that few know; and nothing beyond the basic plane, as the reference has it.</summary>
    private static bool IsPrintable(string value)
    {
        foreach (var c in value)
        {
            if (!(c is '\n' or '\t' or (>= ' ' and <= '~') or (>= '\u00a0' and not ('\u2028' or '\u2029' or '\ufeff' or '\ufffe' or '\uffff')) && !char.IsSurrogate(c)))
            {
                return false;
            }
        }

        return true;
    }

    private static void AppendBlock(StringBuilder text, string value, int indent)
    {
        text.Append('|');
        if (value[0] is ' ' or '\n')
        {
            // Where the text begins could not be told from its first line.
            text.Append('2');
        }

        if (value[^1] != '\n')
        {
            text.Append('-');
        }
        else if (value.Length == 1 || value[^2] == '\n')
        {
            text.Append('+');
        }

        text.Append('\n');
        foreach (var line in value.AsSpan(0, value[^1] == '\n' ? value.Length - 1 : value.Length).EnumerateLines())
        {
            if (!line.IsEmpty)
            {
                text.Append(' ', indent).Append(line);
            }

            text.Append('\n');
        }

        text.Length--;
    }

    private static void AppendDoubleQuoted(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var rune in value.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '"' or '\\':
                    text.Append('\\').Append((char)rune.Value);
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case < ' ' or (> '~' and < 0xa0) or 0x2028 or 0x2029 or 0xfeff or >= 0xfffe:
                    AppendEscape(text, rune.Value);
                    break;
                default:
                    text.Append((char)rune.Value);
                    break;
            }
        }

        text.Append('"');
    }

    private static void AppendEscape(StringBuilder text, int value)
    {
        text.Append('\\').Append(value switch
        {
            0 => "0",
            '\a' => "a",
            '\b' => "b",
            '\v' => "v",
            '\f' => "f",
            '\r' => "r",
            '\e' => "e",
            0x85 => "N",
            0x2028 => "L",
            0x2029 => "P",
            <= 0xff => "x" + value.ToString("X2", CultureInfo.InvariantCulture),
            <= 0xffff => "u" + value.ToString("X4", CultureInfo.InvariantCulture),
            _ => "U" + value.ToString("X8", CultureInfo.InvariantCulture),
        });
    }

    /// <summary>A number to the base of sixty, as times of day were written in YAML 1.1.</summary>
    [GeneratedRegex(@"\A[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex OldNumber { get; }
}
