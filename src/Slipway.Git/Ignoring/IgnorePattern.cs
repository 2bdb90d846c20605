using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Git.Ignoring;

/// <summary>One line of a <c>.dockerignore</c>.</summary>
internal sealed class IgnorePattern
{
    private readonly Regex _regex;

    private IgnorePattern(string text, bool negated, Regex regex)
    {
        Text = text;
        Negated = negated;
        _regex = regex;
    }

    /// <summary>Gets the pattern, clean and without its exclamation mark.</summary>
    public string Text { get; }

    /// <summary>Gets whether it takes files back in.</summary>
    public bool Negated { get; }

    /// <summary>Reads a line; null for an empty one or a comment.</summary>
    /// <exception cref="FormatException">It is no pattern; the message says why.</exception>
    public static IgnorePattern? Parse(string line)
    {
        if (line.StartsWith('#'))
        {
            return null;
        }

        var text = line.Trim();
        var negated = text.StartsWith('!');
        if (negated)
        {
            text = text[1..].Trim();
            if (text.Length == 0)
            {
                throw new FormatException("'!' needs a pattern after it");
            }
        }

        if (text.Length == 0)
        {
            return null;
        }

        text = PathText.Clean(text);
        return new IgnorePattern(text, negated, new Regex(Translate(text), RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking));
    }

    /// <summary>Whether it covers a path, itself or by one of the directories above it.</summary>
    public bool Covers(string path)
    {
        for (var end = path.IndexOf('/'); end >= 0; end = path.IndexOf('/', end + 1))
        {
            if (_regex.IsMatch(path.AsSpan(0, end)))
            {
                return true;
            }
        }

        return _regex.IsMatch(path);
    }

    /// <summary>Whether it could cover something below a directory: its fixed beginning and the directory lie on one path.</summary>
    public bool MayCoverBelow(string directory)
    {
        var wildcard = Text.AsSpan().IndexOfAny("*?[\\");
        var fixedPart = wildcard < 0 ? Text : Text[..(Text.LastIndexOf('/', wildcard) + 1)];
        var below = directory + "/";
        return below.StartsWith(fixedPart, StringComparison.Ordinal) || fixedPart.StartsWith(below, StringComparison.Ordinal);
    }

    /// <summary><c>*</c> and <c>?</c> stay inside one name, <c>**</c> spans any number of directories, a backslash takes the next character as it is.</summary>
    private static string Translate(string text)
    {
        var regex = new StringBuilder("^");
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '*' when i + 1 < text.Length && text[i + 1] == '*':
                    i++;
                    if (i + 1 < text.Length && text[i + 1] == '/')
                    {
                        i++;
                        regex.Append("(?:.*/)?");
                    }
                    else
                    {
                        regex.Append(".*");
                    }

                    break;
                case '*':
                    regex.Append("[^/]*");
                    break;
                case '?':
                    regex.Append("[^/]");
                    break;
                case '[':
                    i = AppendClass(text, i, regex);
                    break;
                case '\\' when i + 1 < text.Length:
                    regex.Append(Regex.Escape(text[++i].ToString()));
                    break;
                case '\\':
                    throw new FormatException($"'{text}' ends in a backslash");
                default:
                    regex.Append(Regex.Escape(text[i].ToString()));
                    break;
            }
        }

        return regex.Append("\\z").ToString();
    }

    private static int AppendClass(string text, int start, StringBuilder regex)
    {
        var i = start + 1;
        regex.Append('[');
        if (i < text.Length && text[i] == '^')
        {
            regex.Append("^/");
            i++;
        }

        var first = i;
        for (; i < text.Length && (text[i] != ']' || i == first); i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                i++;
                regex.Append('\\').Append(text[i]);
            }
            else if (text[i] == '-')
            {
                regex.Append('-');
            }
            else
            {
                regex.Append(text[i] is '[' or ']' or '^' or '\\' ? "\\" + text[i] : text[i].ToString());
            }
        }

        if (i >= text.Length)
        {
            throw new FormatException($"'{text}' has a [ without its ]");
        }

        regex.Append(']');
        return i;
    }
}
