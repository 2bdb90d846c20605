using System.Text;

namespace Slipway.Compose;

/// <summary>
/// Splits a command that is written as text into words, by the rules of the reference: quotes group, a backslash escapes, <c>$(…)</c> and back-quoted text
/// stay together, and an unquoted <c>; &amp; | &lt; &gt;</c> ends the list and drops the rest.
/// </summary>
internal static class CommandWords
{
    public static (List<string> Words, string? Problem) Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var inWord = false;
        char quote = '\0', previous = '\0';
        var dollar = 0;
        var back = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\' && quote != '\'')
            {
                if (++i == text.Length)
                {
                    return (words, "a backslash ends the command; remove it, or write the command as a list.");
                }

                word.Append(text[i] switch { 'n' => '\n', 't' => '\t', var other => other });
                (inWord, previous) = (true, text[i]);
                continue;
            }

            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
                if (quote != '\0')
                {
                    word.Append(c);
                }
            }
            else if (back || c == '`')
            {
                back = c == '`' ? !back : back;
                word.Append(c);
                inWord = true;
            }
            else if (dollar > 0 || (c == '(' && previous == '$'))
            {
                dollar += c == '(' ? 1 : c == ')' ? -1 : 0;
                word.Append(c);
                inWord = true;
            }
            else if (c is '\'' or '"')
            {
                (quote, inWord) = (c, true);
            }
            else if (c is ' ' or '\t' or '\r' or '\n')
            {
                if (inWord)
                {
                    words.Add(word.ToString());
                    word.Clear();
                    inWord = false;
                }
            }
            else if (c is '(' or ')')
            {
                return (words, "a parenthesis must be quoted here; quote it, or write the command as a list.");
            }
            else if (c is ';' or '&' or '|' or '<' or '>')
            {
                // Before ">" a word that starts with a digit is the number of a stream.
                var isStream = c == '>' && word.Length > 0 && char.IsAsciiDigit(word[0]);
                if (inWord && !isStream)
                {
                    words.Add(word.ToString());
                }

                return (words, null);
            }
            else
            {
                word.Append(c);
                inWord = true;
            }

            previous = c;
        }

        if (quote != '\0' || back || dollar > 0)
        {
            return (words, "a quote or parenthesis is not closed; close it, or write the command as a list.");
        }

        if (inWord)
        {
            words.Add(word.ToString());
        }

        return (words, null);
    }
}
