using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Imports.Repositories;

/// <summary>Globs of branches: <c>*</c> does not match <c>/</c>, <c>**</c> does, <c>?</c> is one character; one that begins with <c>!</c> excludes.</summary>
public static class BranchGlob
{
    private const int Longest = 250;

    /// <summary>Whether the globs take a branch: one of them matches, and none that excludes does. Where all exclude, every other branch is taken.</summary>
    public static bool Takes(ImmutableArray<string> globs, string branch)
    {
        var including = globs.Where(g => !g.StartsWith('!')).ToArray();
        var isIncluded = including.Any(g => Matches(g, branch)) || (including.Length == 0 && globs.Length > 0);
        return isIncluded && !globs.Any(g => g.StartsWith('!') && Matches(g[1..], branch));
    }

    /// <summary>What is wrong with a glob, for people; null for nothing.</summary>
    public static string? ProblemOf(string glob)
    {
        ArgumentNullException.ThrowIfNull(glob);
        var body = glob.StartsWith('!') ? glob[1..] : glob;
        return body.Length is 0 or > Longest ? $"a pattern of branches has 1 to {Longest} characters; '{glob}' does not"
            : body.StartsWith('-') || body.Any(c => char.IsControl(c) || c is ' ' or '~' or '^' or ':' or '[' or '\\') || body.Contains("..", StringComparison.Ordinal)
                ? $"'{glob}' matches no branch; patterns are names of branches with * (without /), ** and ?, and ! before one that excludes"
                : null;
    }

    private static bool Matches(string glob, string branch)
    {
        var regex = new StringBuilder("^");
        for (var i = 0; i < glob.Length; i++)
        {
            switch (glob[i])
            {
                case '*' when i + 1 < glob.Length && glob[i + 1] == '*':
                    i++;
                    // a/**/b also is a/b.
                    var isWholeName = i + 1 < glob.Length && glob[i + 1] == '/' && (i == 1 || glob[i - 2] == '/');
                    regex.Append(isWholeName ? "(?:.*/)?" : ".*");
                    i += isWholeName ? 1 : 0;
                    break;
                case '*':
                    regex.Append("[^/]*");
                    break;
                case '?':
                    regex.Append("[^/]");
                    break;
                default:
                    regex.Append(Regex.Escape(glob[i].ToString()));
                    break;
            }
        }

        return Regex.IsMatch(branch, regex.Append("\\z").ToString(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }
}
