using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Slipway.Imports.Repositories;

/// <summary>Names of environments: made of the project's name and the ref, in the letters and the length that an engine accepts.</summary>
public static class NamePattern
{
    /// <summary>The longest name; it becomes part of host names, whose parts have at most 63 characters.</summary>
    public const int Longest = 63;

    private const int LongestRef = 40;
    private const int SuffixLength = 6;
    private const string Project = "{project}";
    private const string Branch = "{branch}";
    private const string Number = "{number}";

    /// <summary>What is wrong with a pattern, for people; null for nothing.</summary>
    public static string? ProblemOf(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var rest = pattern.Replace(Project, string.Empty, StringComparison.Ordinal).Replace(Branch, string.Empty, StringComparison.Ordinal).Replace(Number, string.Empty, StringComparison.Ordinal);
        return pattern.Length is 0 or > 200 || !rest.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_')
            ? $"'{pattern}' is no pattern of names; it is made of {Project}, {Branch}, {Number}, lower-case letters, digits, - and _"
            : null;
    }

    /// <summary>The name of the environment of a ref.</summary>
    /// <param name="pattern">The pattern; null is <c>{project}-{branch}</c>, and <c>{project}-pr-{number}</c> for pull requests.</param>
    /// <param name="project">The project's own name.</param>
    /// <param name="reference">The ref by which a cluster follows it.</param>
    public static string Fill(string? pattern, string project, string reference)
    {
        var number = RefNames.PullRequestOf(reference);
        var text = number?.ToString(CultureInfo.InvariantCulture);
        pattern ??= number is null ? $"{Project}-{Branch}" : $"{Project}-pr-{Number}";
        var filled = pattern
            .Replace(Project, project, StringComparison.Ordinal)
            .Replace(Branch, text is null ? Slug(reference) : $"pr-{text}", StringComparison.Ordinal)
            .Replace(Number, text ?? Slug(reference), StringComparison.Ordinal)
            .TrimStart('-', '_').TrimEnd('-');
        return filled.Length <= Longest ? filled : WithSuffix(filled, reference);
    }

    /// <summary>The same name with the beginning of the ref's hash, for a ref whose name another one has.</summary>
    public static string WithSuffix(string name, string reference)
    {
        ArgumentNullException.ThrowIfNull(name);
        var length = Math.Min(name.Length, Longest - SuffixLength - 1);
        return $"{name[..length].TrimEnd('-')}-{Hash(reference)}";
    }

    /// <summary>Turns a ref into a part of a name: lower-case letters, digits and dashes, at most 40 characters.</summary>
    private static string Slug(string reference)
    {
        var slug = new string([.. reference.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]).Trim('-');
        return slug.Length > LongestRef ? slug[..LongestRef].TrimEnd('-')
            : slug.Length > 0 ? slug
            : Hash(reference);
    }

    private static string Hash(string reference) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reference)))[..SuffixLength];
}
