using System.Globalization;
using Slipway.Core.Sources;

namespace Slipway.Imports.Repositories;

/// <summary>
/// Names of refs as they come from outside. Git's own rules (git-check-ref-format), and nothing but branches, tags and pull requests, so that
/// nothing is ever taken for an option, a path or an expression.
/// </summary>
public static class RefNames
{
    private const string Heads = "refs/heads/";
    private const string Tags = "refs/tags/";
    private const string Pulls = "refs/pull/";
    private const string PullHead = "/head";
    private const int Longest = 1000;

    /// <summary>Refuses what is no full ref of a branch, tag or pull request.</summary>
    /// <exception cref="SourceException">It is not.</exception>
    public static void ThrowIfInvalid(string reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        if (!IsValid(reference))
        {
            throw new SourceException(
                SourceFailure.Refused, $"'{Shown(reference)}' is no ref; refs are refs/heads/BRANCH, refs/tags/TAG and refs/pull/NUMBER/head");
        }
    }

    /// <summary>Refuses what is no full id of a commit; an id of zeros only, by which Git says that there is none, becomes null.</summary>
    /// <exception cref="SourceException">It is not.</exception>
    public static string? CommitOrThrow(string? commit) =>
        string.IsNullOrEmpty(commit) ? null
        : commit.Length is not (40 or 64) || !commit.All(char.IsAsciiHexDigit) ? throw new SourceException(SourceFailure.Refused, $"'{Shown(commit)}' is no full id of a commit")
        : commit.All(c => c == '0') ? null
        : commit.ToLowerInvariant();

    /// <summary>Whether it is a full ref of a branch, tag or pull request.</summary>
    public static bool IsValid(string reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return reference.Length <= Longest
            && (reference.StartsWith(Heads, StringComparison.Ordinal) ? IsName(reference[Heads.Length..])
                : reference.StartsWith(Tags, StringComparison.Ordinal) ? IsName(reference[Tags.Length..])
                : PullRequestOf(reference) is not null);
    }

    /// <summary>Gets the number of the pull request whose commits a ref names; null for any other ref.</summary>
    public static int? PullRequestOf(string reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return reference.StartsWith(Pulls, StringComparison.Ordinal) && reference.EndsWith(PullHead, StringComparison.Ordinal)
            && reference.Length > Pulls.Length + PullHead.Length
            && int.TryParse(reference.AsSpan(Pulls.Length, reference.Length - Pulls.Length - PullHead.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;
    }

    /// <summary>Gets the branch of a ref; null for any other ref.</summary>
    public static string? BranchOf(string reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return reference.StartsWith(Heads, StringComparison.Ordinal) ? reference[Heads.Length..] : null;
    }

    /// <summary>The name by which clusters follow a ref: the short one of a branch or tag, the full one of a pull request.</summary>
    public static string FollowedAs(string reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return BranchOf(reference) ?? (reference.StartsWith(Tags, StringComparison.Ordinal) ? reference[Tags.Length..] : reference);
    }

    /// <summary>The full ref of a branch or pull request that clusters follow by a name.</summary>
    public static string FullOf(string followed) => PullRequestOf(followed) is null ? Heads + followed : followed;

    private static bool IsName(string name) =>
        name.Length > 0 && name != "@" && !name.StartsWith('-') && !name.EndsWith('.')
        && !name.Contains("..", StringComparison.Ordinal) && !name.Contains("@{", StringComparison.Ordinal)
        && !name.Any(c => char.IsControl(c) || c is ' ' or '~' or '^' or ':' or '?' or '*' or '[' or '\\')
        && name.Split('/').All(p => p.Length > 0 && !p.StartsWith('.') && !p.EndsWith(".lock", StringComparison.Ordinal));

    private static string Shown(string text)
    {
        var line = new string([.. text.Take(80).Select(c => char.IsControl(c) ? ' ' : c)]);
        return text.Length > 80 ? line + "…" : line;
    }
}
