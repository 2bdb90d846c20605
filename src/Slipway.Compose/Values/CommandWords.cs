using System.Text;

namespace Slipway.Compose;

/// <summary>
/// Splits a command that is written as text into words, by the rules of the reference: quotes group, a backslash escapes, <c>$(…)</c> and back-quoted text
/// stay together, and an unquoted <c>; &amp; | &lt; &gt;</c> ends the list and drops the rest.
/// </summary>
internal sealed class CommandWords
{
    private readonly List<string> _words = [];
    private readonly StringBuilder _word = new();
    private bool _inWord;
    private bool _escaped;
    private bool _single;
    private bool _double;
    private bool _back;
    private bool _dollar;

    public static (List<string> Words, string? Problem) Split(string text)
    {
        var splitter = new CommandWords();
        return (splitter._words, splitter.Read(text));
    }

    private bool IsQuoted => _single || _double || _back || _dollar;

    private string? Read(string text)
    {
        foreach (var c in text)
        {
            if (_escaped)
            {
                Append(c switch { 'n' => '\n', 't' => '\t', _ => c });
                _escaped = false;
            }
            else if (c == '\\' && !_single)
            {
                _escaped = true;
            }
            else if (c is ' ' or '\t' or '\r' or '\n')
            {
                Blank(c);
            }
            else if (c is '(' && !_single && !_double && !_back)
            {
                if (_dollar || _word.Length == 0 || _word[^1] != '$')
                {
                    return "a parenthesis must be quoted here; quote it, or write the command as a list.";
                }

                _dollar = true;
                Append(c);
            }
            else if (c is (';' or '&' or '|' or '<' or '>') && !IsQuoted)
            {
                // Before ">" a word that starts with a digit is the number of a stream.
                _inWord &= !(c == '>' && _word.Length > 0 && char.IsAsciiDigit(_word[0]));
                break;
            }
            else if (!Quote(c))
            {
                Append(c);
            }
        }

        EndWord();
        return _escaped ? "a backslash ends the command; remove it, or write the command as a list."
            : IsQuoted ? "a quote or parenthesis is not closed; close it, or write the command as a list." : null;
    }

    private void Append(char c)
    {
        _word.Append(c);
        _inWord = true;
    }

    private void Blank(char c)
    {
        if (IsQuoted)
        {
            _word.Append(c);
        }
        else
        {
            EndWord();
        }
    }

    private void EndWord()
    {
        if (_inWord)
        {
            _words.Add(_word.ToString());
            _word.Clear();
            _inWord = false;
        }
    }

    /// <summary>Opens or closes what a character quotes; true when the character itself is no part of the word.</summary>
    private bool Quote(char c)
    {
        switch (c)
        {
            case '`' when !_single && !_double && !_dollar:
                _back = !_back;
                return false;
            case ')' when !_single && !_double && !_back:
                // The reference lets an unmatched parenthesis open what the next one closes.
                _dollar = !_dollar;
                return false;
            case '"' when !_single && !_dollar:
                _inWord |= _double;
                _double = !_double;
                return true;
            case '\'' when !_double && !_dollar:
                _inWord |= _single;
                _single = !_single;
                return true;
            default:
                return false;
        }
    }
}
