using YamlDotNet.Core;

namespace Slipway.Compose;

/// <content>Faults: where they are, and what is said of them.</content>
internal sealed partial class YamlReader
{
    /// <summary>The first line that is indented with a tab; the parser does not say which.</summary>
    private SourceSpan? FirstTab()
    {
        var line = 0;
        foreach (var text in _text.AsSpan().EnumerateLines())
        {
            line++;
            var blanks = text.Length - text.TrimStart().Length;
            if (text[..blanks].IndexOf('\t') is >= 0 and var column)
            {
                return new SourceSpan(_file, line, column + 1);
            }
        }

        return null;
    }

    /// <summary>Where to look: a bracket of an earlier line that is open, else where the parser stumbled.</summary>
    private Mark PlaceOf(Mark at) => _flow.Count > 0 && _flow.Peek().Start is var start && start.Line < at.Line ? start : at;

    /// <summary>The innermost bracket or brace that is open, if any: the fault is often that it is not closed.</summary>
    private string? Opened(Mark at) => _flow.Count > 0 && _flow.Peek() is var (start, sign) && start.Line <= at.Line
        ? $"the \"{sign}\" at line {start.Line}, column {start.Column} is perhaps not closed; close it."
        : null;

    private YamlReadException TooManyNodes(Mark at) =>
        Fail(Rules.TooManyNodes, at, $"the document has more than {_limits.MaxNodes} nodes, aliases expanded; split it or use fewer aliases.");

    internal YamlReadException Fail(DiagnosticRule rule, Mark at, string message) => Fail(rule, SpanOf(at), message);

    internal YamlReadException Fail(DiagnosticRule rule, SourceSpan at, string message)
    {
        _report.Add(rule, at, "", message);
        return new YamlReadException();
    }
}
