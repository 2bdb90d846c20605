using System.Text;
using Slipway.Cli.Terminals;
using Slipway.Compose;

namespace Slipway.Cli.Config;

/// <summary>The line that a finding is about, with marks under the place.</summary>
internal sealed class SourceExcerpt(LoadResult result, string? standardInput, Palette palette)
{
    private const int Longest = 100;
    private const int Before = 30;
    private readonly Dictionary<string, string[]?> _files = new(StringComparer.Ordinal);

    /// <summary>The lines to print below a finding; none when there is no place, or its file is not for showing.</summary>
    public IEnumerable<string> Of(Diagnostic finding)
    {
        var (file, number, column) = finding.Span;
        if (number < 1 || Lines(file) is not { } lines || number > lines.Length || column < 1 || column > lines[number - 1].Length + 1)
        {
            return [];
        }

        var line = lines[number - 1];
        var from = column > Longest - Before ? column - 1 - Before : 0;
        var length = Math.Min(MarkLength(line, column - 1), Math.Max(1, from + Longest - column + 1));
        var shown = (from > 0 ? "…" : "") + Safe(line.AsSpan(from, Math.Min(Longest, line.Length - from))) + (line.Length > from + Longest ? "…" : "");
        var lead = Columns.Width((from > 0 ? "…" : "") + Safe(line.AsSpan(from, column - 1 - from)));
        var marks = Columns.Width(Safe(line.AsSpan(column - 1, Math.Min(length, line.Length - column + 1))));
        var margin = new string(' ', number.ToString(System.Globalization.CultureInfo.InvariantCulture).Length);
        return
        [
            palette.Dim($"  {number} |") + $" {shown}",
            palette.Dim($"  {margin} |") + $" {new string(' ', lead)}" + Mark(finding.Severity, new string('^', Math.Max(1, marks))),
        ];
    }

    private string Mark(Severity severity, string marks) => severity == Severity.Error ? palette.Bad(marks) : palette.Attention(marks);

    /// <summary>The lines of a Compose file. Env files hold secrets, which are not to end up in the log of a build.</summary>
    private string[]? Lines(string file)
    {
        if (_files.TryGetValue(file, out var known))
        {
            return known;
        }

        return _files[file] = file == "-" ? standardInput?.Split('\n') : Read(file);
    }

    private string[]? Read(string file)
    {
        var input = result.Inputs.FirstOrDefault(i => i.Found && IsYaml(i.Kind) && (i.Path == file || i.Path.EndsWith("/" + file, StringComparison.Ordinal)));
        try
        {
            // A pipe has no length, and what it said is gone.
            return input is not null && new FileInfo(input.Path).Length is > 0 and var length && length <= ComposeLimits.Default.MaxFileBytes
                ? File.ReadAllText(input.Path).Split('\n')
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsYaml(ComposeInputKind kind) =>
        kind is ComposeInputKind.Compose or ComposeInputKind.Override or ComposeInputKind.Include or ComposeInputKind.Extends;

    /// <summary>How many characters the word has that begins at a place: a quoted text, else up to a blank or to a sign that ends a value, outside of braces.</summary>
    private static int MarkLength(string line, int start)
    {
        if (start >= line.Length)
        {
            return 1;
        }

        if (line[start] is '"' or '\'')
        {
            var close = line.IndexOf(line[start], start + 1);
            return close < 0 ? line.TrimEnd().Length - start : close - start + 1;
        }

        if (line[start] is '[' or '{' or '|' or '>')
        {
            return 1;
        }

        var end = start;
        var braces = 0;
        while (end < line.Length && (braces > 0 || !(char.IsWhiteSpace(line[end]) || line[end] is ',' or ']' or '}'
            || (line[end] == ':' && (end + 1 == line.Length || char.IsWhiteSpace(line[end + 1]))))))
        {
            braces += line[end] switch { '{' => 1, '}' => -1, _ => 0 };
            end++;
        }

        return Math.Max(1, line.AsSpan(start, end - start).TrimEnd().Length);
    }

    /// <summary>Foreign text whose columns stay where they are: what a terminal would obey becomes a dot, a tab a blank.</summary>
    private static string Safe(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text.TrimEnd('\r'))
        {
            result.Append(c == '\t' ? ' ' : char.IsControl(c) || c is (>= '\u200b' and <= '\u200f') or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069') ? '·' : c);
        }

        return result.ToString();
    }
}
