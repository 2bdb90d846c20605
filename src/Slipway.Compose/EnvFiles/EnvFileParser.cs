using System.Text;

namespace Slipway.Compose;

/// <summary>
/// Reads <c>NAME=value</c> files: <c>.env</c>, <c>env_file</c>, <c>label_file</c>. Values may be quoted and may use variables. Findings carry the line
/// and column inside the file.
/// </summary>
internal sealed class EnvFileParser
{
    private readonly string _text;
    private readonly string _file;
    private readonly LoadReport _report;
    private readonly VariableLookup _lookup;
    private readonly Template _template;
    private readonly ComposeLimits _limits;
    private int _at;

    /// <summary>Creates a parser.</summary>
    /// <param name="text">The file.</param>
    /// <param name="file">Its name in findings.</param>
    /// <param name="lookup">Values from outside; they win over those of earlier lines.</param>
    /// <param name="values">Where the values go; holds those of earlier files.</param>
    /// <param name="report">Where findings go.</param>
    /// <param name="limits">The bounds on values.</param>
    public EnvFileParser(string text, string file, VariableLookup lookup, IDictionary<string, string> values, LoadReport report, ComposeLimits limits)
    {
        _text = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        _file = file;
        _report = report;
        _limits = limits;
        _lookup = lookup;
        Values = values;
        _template = new Template(name => lookup(name) ?? (values.TryGetValue(name, out var earlier) ? earlier : null), limits, report);
    }

    private IDictionary<string, string> Values { get; }

    /// <summary>Gets who hears of each variable; null where nobody asks.</summary>
    public EnvFileListener? Listener { get; init; }

    /// <summary>Reads the file. A quote that is not closed ends it, because what follows means nothing; after another fault the next line goes on.</summary>
    /// <returns>Whether all of it was read.</returns>
    public bool Parse()
    {
        var good = true;
        while (SkipToStatement() && !_report.IsFull)
        {
            good &= ReadStatement();
        }

        return good;
    }

    private bool SkipToStatement()
    {
        while (_at < _text.Length)
        {
            if (_text[_at] == '#')
            {
                _at = LineEnd(_at);
            }
            else if (!char.IsWhiteSpace(_text[_at]))
            {
                return true;
            }
            else
            {
                _at++;
            }
        }

        return false;
    }

    private bool ReadStatement()
    {
        SkipExport();
        var start = _at;
        while (_at < _text.Length && _text[_at] is not ('=' or ':' or '\n'))
        {
            if (!IsNameCharacter(_text[_at]) && !char.IsWhiteSpace(_text[_at]))
            {
                var wrong = _at;
                _at = LineEnd(_at);
                return Fail(wrong, $"the character \"{_text[wrong]}\" cannot be part of a name; use letters, digits and _.");
            }

            _at++;
        }

        if (_at == _text.Length)
        {
            // A bare name on a last line without line end is taken for a value whose name is empty.
            _at = start;
            return ReadValue("");
        }

        var name = _text[start.._at].Trim();
        if (name.Any(char.IsWhiteSpace))
        {
            _at = LineEnd(_at);
            return Fail(start, $"the name \"{name}\" contains a blank; write NAME=value.");
        }

        if (_text[_at] == '\n')
        {
            // A bare name takes its value from outside.
            if (_lookup(name) is { } inherited)
            {
                Values[name] = inherited;
                Listener?.Invoke(name, SpanAt(start), null, inherited, hasVariables: true);
            }

            return true;
        }

        _at++;
        return ReadValue(name);
    }

    private bool ReadValue(string name)
    {
        while (_at < _text.Length && _text[_at] != '\n' && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        var start = _at;
        if (_at < _text.Length && _text[_at] is ('"' or '\''))
        {
            var quote = _text[_at];
            if (ReadQuoted(quote) is not { } quoted)
            {
                _at = _text.Length;
                return Fail(start, $"the quote {quote} is not closed; close it.");
            }

            return Store(name, quote == '"' ? EnvFileEscapes.Expand(quoted) : quoted, start, evaluate: quote == '"');
        }

        var end = LineEnd(_at);
        var raw = _text[_at..end];
        var comment = raw.IndexOf(" #", StringComparison.Ordinal);
        _at = Math.Min(_text.Length, end + 1);
        return Store(name, (comment < 0 ? raw : raw[..comment]).TrimEnd(), start, evaluate: true);
    }

    /// <summary>The text up to the closing quote; a backslash keeps its meaning except before that quote.</summary>
    private string? ReadQuoted(char quote)
    {
        var value = new StringBuilder();
        for (var i = _at + 1; i < _text.Length; i++)
        {
            var c = _text[i];
            if (c == quote)
            {
                _at = i + 1;
                return value.ToString();
            }

            if (c == '\\' && i + 1 < _text.Length)
            {
                i++;
                if (_text[i] != quote)
                {
                    value.Append('\\');
                }

                value.Append(_text[i]);
            }
            else
            {
                value.Append(c);
            }
        }

        return null;
    }

    private bool Store(string name, string value, int start, bool evaluate)
    {
        if (evaluate && value.Contains('$', StringComparison.Ordinal))
        {
            var result = _template.Evaluate(value);
            if (result.Problem is not null)
            {
                _report.Add(result.Rule, SpanAt(start), name, result.Problem);
                Values[name] = "";
                return false;
            }

            foreach (var unset in _template.Unset)
            {
                if (_report.HasAllWarnings)
                {
                    // A place costs a look at the whole text before it.
                    break;
                }

                _report.Add(Rules.UnsetVariable, SpanAt(start), name, $"the variable {unset} is not set and counts as empty; set it, or write ${{{unset}:-}} if that is meant.");
            }

            _template.Unset.Clear();
            Listener?.Invoke(name, SpanAt(start), value, result.Text, hasVariables: true);
            value = result.Text;
        }
        else
        {
            Listener?.Invoke(name, SpanAt(start), value, value, hasVariables: false);
        }

        Values[name] = value;
        if (_report.CountNodes(1))
        {
            return true;
        }

        _at = _text.Length;
        return Fail(start, $"with the lines of this file, the project has more than {_limits.MaxTotalNodes} nodes; use fewer variables.", Rules.TooManyNodes);
    }

    private void SkipExport()
    {
        const string Export = "export";
        if (string.CompareOrdinal(_text, _at, Export, 0, Export.Length) != 0)
        {
            return;
        }

        var next = _at + Export.Length;
        var after = next;
        while (after < _text.Length && char.IsWhiteSpace(_text[after]) && _text[after] != '\n')
        {
            after++;
        }

        if (after > next)
        {
            _at = after;
        }
    }

    private static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c is '_' or '.' or '-' or '[' or ']';

    private int LineEnd(int from) => _text.IndexOf('\n', from) is >= 0 and var end ? end : _text.Length;

    private bool Fail(int at, string message, DiagnosticRule? rule = null)
    {
        _report.Add(rule ?? Rules.EnvFileSyntax, SpanAt(at), "", message);
        return false;
    }

    private SourceSpan SpanAt(int at)
    {
        var before = _text.AsSpan(0, at);
        return new SourceSpan(_file, before.Count('\n') + 1, at - before.LastIndexOf('\n'));
    }
}
