namespace Slipway.Compose;

/// <summary>Finds the variables of a template without evaluating it.</summary>
internal static class TemplateScanner
{
    /// <summary>The variables of a text in order; those inside the text of an operation are left to the caller. What is malformed is skipped.</summary>
    public static List<TemplateVariable> Scan(string text)
    {
        var found = new List<TemplateVariable>();
        var at = text.IndexOf('$', StringComparison.Ordinal);
        while (at >= 0 && at + 1 < text.Length)
        {
            var next = at + 1;
            if (text[next] == '{' && MatchingBrace(text, next) is > 0 and var close)
            {
                if (Braced(text.AsSpan(next + 1, close - next - 1)) is { } variable)
                {
                    found.Add(variable);
                }

                next = close + 1;
            }
            else if (NameLength(text.AsSpan(next)) is > 0 and var length)
            {
                found.Add(new TemplateVariable(text.Substring(next, length), "", ""));
                next += length;
            }
            else
            {
                next += text[next] == '$' ? 1 : 0;
            }

            at = next < text.Length ? text.IndexOf('$', next) : -1;
        }

        return found;
    }

    private static TemplateVariable? Braced(ReadOnlySpan<char> inner)
    {
        var end = NameLength(inner);
        if (end == 0)
        {
            return null;
        }

        var rest = inner[end..];
        var operation = rest.StartsWith(":") ? Math.Min(2, rest.Length) : Math.Min(1, rest.Length);
        return new TemplateVariable(inner[..end].ToString(), rest[..operation].ToString(), rest[operation..].ToString());
    }

    private static int MatchingBrace(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            depth += text[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    private static int NameLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetter(text[length]) || text[length] == '_' || (length > 0 && char.IsAsciiDigit(text[length]))))
        {
            length++;
        }

        return length;
    }
}
