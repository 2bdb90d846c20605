using System.Globalization;
using System.Text;

namespace Slipway.Compose;

/// <summary>
/// Makes text fit for a line of a finding: input quoted in it may be as long as a file, and may hold what a terminal obeys or what turns the order of
/// letters around.
/// </summary>
internal static class FindingText
{
    private const int Longest = 600;
    private const int Tail = 250;

    public static SourceSpan Clean(SourceSpan span) => Clean(span.File) is var file && ReferenceEquals(file, span.File) ? span : span with { File = file };

    public static string Clean(string text)
    {
        text = Shorten(text);
        for (var i = 0; i < text.Length; i++)
        {
            if (IsUnfit(text, i))
            {
                return Shorten(Escape(text));
            }
        }

        return text;
    }

    /// <summary>The end of a message says what to write, so the middle gives way.</summary>
    private static string Shorten(string text) =>
        text.Length > Longest ? string.Concat(text.AsSpan(0, Longest - Tail - 1), "…", text.AsSpan(text.Length - Tail)) : text;

    private static string Escape(string text)
    {
        var result = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsUnfit(text, i))
            {
                result.Append(text[i]);
                continue;
            }

            result.Append(text[i] switch
            {
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                var c => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
            });
        }

        return result.ToString();
    }

    private static bool IsUnfit(string text, int i)
    {
        var c = text[i];
        return c < ' '
            || c is >= '\u007f' and (<= '\u009f' or (>= '\u200b' and <= '\u200f') or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\ufeff')
            || (char.IsHighSurrogate(c) && (i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])))
            || (char.IsLowSurrogate(c) && (i == 0 || !char.IsHighSurrogate(text[i - 1])));
    }
}
