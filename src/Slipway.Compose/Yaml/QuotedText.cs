using YamlDotNet.Core;

namespace Slipway.Compose;

/// <summary>
/// Quoted texts whose further lines are not indented. YAML wants them indented, the reference does not, and neither cares by how much; so they are
/// indented and the file is read again.
/// </summary>
internal static class QuotedText
{
    /// <summary>Indents the lines of the quoted text at which the parser stopped.</summary>
    /// <returns>The whole text; null when that is not why it stopped.</returns>
    public static string? Indent(string text, YamlException error)
    {
        if (!error.Message.Contains("wrong indentation", StringComparison.Ordinal) || StartOf(text, error.Start) is not { } start || EndOf(text, start) is not { } end)
        {
            return null;
        }

        var indent = "\n" + new string(' ', (int)error.Start.Column);
        var indented = text[start..end].Replace("\n", indent, StringComparison.Ordinal);
        return indented.Length == end - start ? null : string.Concat(text.AsSpan(0, start), indented, text.AsSpan(end));
    }

    private static int? StartOf(string text, Mark mark)
    {
        var at = 0;
        for (var line = 1; line < mark.Line; line++)
        {
            at = text.IndexOf('\n', at) + 1;
            if (at == 0)
            {
                return null;
            }
        }

        at += (int)mark.Column - 1;
        return at < text.Length && text[at] is '"' or '\'' ? at : null;
    }

    private static int? EndOf(string text, int start)
    {
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '\\' && text[start] == '"')
            {
                i++;
            }
            else if (text[i] == text[start])
            {
                return i;
            }
        }

        return null;
    }
}
