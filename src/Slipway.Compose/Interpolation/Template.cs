using System.Text;

namespace Slipway.Compose;

/// <summary>Looks a variable up; null when it is not set.</summary>
internal delegate string? VariableLookup(string name);

/// <summary>Fills variables into text: <c>$NAME</c>, <c>${NAME}</c>, <c>${NAME:-text}</c> and its relatives.</summary>
internal sealed class Template(VariableLookup lookup, ComposeLimits limits, LoadReport report)
{
    private const int MaxDepth = 100;

    /// <summary>Gets the variables that were used, are not set, and have no default.</summary>
    public HashSet<string> Unset { get; } = new(StringComparer.Ordinal);

    /// <summary>Evaluates a text.</summary>
    /// <returns>The result, or what is wrong.</returns>
    public TemplateResult Evaluate(string text)
    {
        var result = report.HasRoomForText ? Evaluate(text, 0) : new TemplateResult("", null);
        return result.Problem is null && !report.CountText(result.Text.Length)
            ? new TemplateResult("", $"with their variables, all values have more than {limits.MaxTotalText} characters; use fewer or shorter ones.", TooMuch: true)
            : result;
    }

    private TemplateResult Evaluate(string text, int depth)
    {
        var at = text.IndexOf('$', StringComparison.Ordinal);
        if (at < 0)
        {
            return new TemplateResult(text, null);
        }

        if (depth > MaxDepth)
        {
            return Invalid("the templates in it are nested too deeply.");
        }

        var result = new StringBuilder(text.Length + 32);
        var braces = new BracePairs(text);
        var from = 0;
        while (at >= 0)
        {
            result.Append(text, from, at - from);
            from = at + 1;
            var next = from < text.Length ? text[from] : '\0';
            if (next == '$')
            {
                result.Append('$');
                from++;
            }
            else if (next == '{')
            {
                var end = braces.CloseOf(from) is >= 0 and var match ? match : LastBraceOfLine(text, from);
                if (end < 0)
                {
                    return Invalid($"\"{Excerpt(text, at)}\" is not a variable; close the brace on the same line, or write $$ for a dollar sign.");
                }

                var inner = Braced(text[(from + 1)..end], depth);
                if (inner.Problem is not null)
                {
                    return inner;
                }

                result.Append(inner.Text);
                from = end + 1;
            }
            else if (IsNameStart(next))
            {
                var end = NameEnd(text, from);
                result.Append(Value(text[from..end]));
                from = end;
            }
            else
            {
                result.Append('$');
            }

            if (result.Length > limits.MaxValueLength)
            {
                return Invalid($"with its variables it is longer than {limits.MaxValueLength} characters; use fewer or shorter ones.");
            }

            at = from < text.Length ? text.IndexOf('$', from) : -1;
        }

        if (from < text.Length)
        {
            result.Append(text, from, text.Length - from);
        }

        return new TemplateResult(result.ToString(), null);
    }

    /// <summary>The text between the braces: a name, then perhaps one of the six operators and its text.</summary>
    private TemplateResult Braced(string inner, int depth)
    {
        var end = inner.Length > 0 && IsNameStart(inner[0]) ? NameEnd(inner, 0) : 0;
        var name = inner[..end];
        if (end == 0 || inner.Contains('\n', StringComparison.Ordinal))
        {
            return Invalid($"\"${{{inner}}}\" is not a variable; write ${{NAME}}, or $$ for a dollar sign.");
        }

        if (end == inner.Length)
        {
            return new TemplateResult(Value(name), null);
        }

        var colon = inner[end] == ':';
        var operation = colon && end + 1 < inner.Length ? inner[end + 1] : inner[end];
        var argument = inner[Math.Min(inner.Length, end + (colon ? 2 : 1))..];
        var value = lookup(name);
        var present = value is not null && !(colon && value.Length == 0);
        switch (operation)
        {
            case '-':
                return present ? new TemplateResult(value!, null) : Evaluate(argument, depth + 1);
            case '+':
                return present ? Evaluate(argument, depth + 1) : new TemplateResult(value ?? "", null);
            case '?':
                if (present)
                {
                    return new TemplateResult(value!, null);
                }

                var message = Evaluate(argument, depth + 1);
                return message.Problem is not null
                    ? message
                    : new TemplateResult("", $"the variable {name} must be set" + (message.Text.Length == 0 ? "." : $": {message.Text}."), true);
            default:
                return Invalid($"\"${{{inner}}}\" is not a variable; after the name comes }} or one of :- - :+ + :? ?.");
        }
    }

    private string Value(string name)
    {
        var value = lookup(name);
        if (value is null)
        {
            Unset.Add(name);
        }

        return value ?? "";
    }

    private static TemplateResult Invalid(string problem) => new("", problem);

    private static string Excerpt(string text, int at) => text.Length - at > 40 ? $"{text.AsSpan(at, 40)}…" : text[at..];

    /// <summary>Where braces do not pair up, the variable reaches to the last one of the line.</summary>
    private static int LastBraceOfLine(string text, int open)
    {
        var line = text.IndexOf('\n', open) is >= 0 and var end ? end : text.Length;
        return text.LastIndexOf('}', line - 1, line - open);
    }

    private static int NameEnd(string text, int start)
    {
        var end = start;
        while (end < text.Length && (IsNameStart(text[end]) || char.IsAsciiDigit(text[end])))
        {
            end++;
        }

        return end;
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';
}
