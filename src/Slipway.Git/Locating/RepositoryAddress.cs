using System.Text.RegularExpressions;
using Slipway.Core.Sources;
using Slipway.Git.Commands;

namespace Slipway.Git.Locating;

/// <summary>A repository's address: the root of a work tree, a bare repository, or a URL. The addresses that git would take for something else are refused.</summary>
/// <param name="Value">The address. May hold credentials: show <see cref="DisplayName"/>.</param>
/// <param name="Kind">What it is.</param>
internal sealed partial record RepositoryAddress(string Value, RepositoryKind Kind)
{
    private const string Forms = "use a directory, https://host/owner/name.git, ssh://git@host/owner/name.git or git@host:owner/name.git";
    private static readonly HashSet<string> Schemes = new(StringComparer.OrdinalIgnoreCase) { "file", "git", "http", "https", "ssh" };

    /// <summary>Gets the address without credentials, for people and logs.</summary>
    public string DisplayName => ErrorTail.Redact(Value);

    /// <summary>Gets whether ssh is what reaches it.</summary>
    public bool IsSsh => Kind == RepositoryKind.Remote && (!Value.Contains("://", StringComparison.Ordinal) || Value.StartsWith("ssh:", StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads an address in its normal form, as it was given out for a location.</summary>
    /// <exception cref="SourceException">It is of a kind that is not accepted.</exception>
    public static RepositoryAddress Parse(string repository) =>
        Path.IsPathFullyQualified(repository)
            ? new RepositoryAddress(repository, Path.Exists(Path.Combine(repository, ".git")) ? RepositoryKind.WorkTree : RepositoryKind.Bare)
            : TryReadUrl(repository) ?? throw new SourceException(SourceFailure.Refused, $"'{ErrorTail.Redact(repository)}' is not the address of a repository; {Forms}");

    /// <summary>Returns a remote address; null when the text is a path.</summary>
    /// <exception cref="SourceException">It is of a kind that is not accepted.</exception>
    public static RepositoryAddress? TryReadUrl(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new SourceException(SourceFailure.Refused, "no repository was named; " + Forms);
        }

        var shown = ErrorTail.Redact(text);
        if (text.StartsWith('-') || text.Any(char.IsControl))
        {
            throw new SourceException(SourceFailure.Refused, $"'{shown.ReplaceLineEndings(" ")}' is not the address of a repository; {Forms}");
        }

        // name::address starts the program git-remote-name.
        if (Helper().IsMatch(text))
        {
            throw new SourceException(SourceFailure.Refused, $"'{shown}' names a transport helper, which may run any program; {Forms}");
        }

        var match = Url().Match(text) is { Success: true } url ? url : Scp().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var scheme = match.Groups["scheme"];
        var host = match.Groups["host"].Value;
        // ssh would read a host that begins with a dash as an option.
        return (!scheme.Success || Schemes.Contains(scheme.Value)) && !host.StartsWith('-') && !host.Contains("@-", StringComparison.Ordinal)
            ? new RepositoryAddress(text.TrimEnd('/'), RepositoryKind.Remote)
            : throw new SourceException(SourceFailure.Refused, $"Slipway does not fetch from '{shown}'; {Forms}");
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9+.-]*::")]
    private static partial Regex Helper();

    [GeneratedRegex(@"^(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?<host>[^/]*)")]
    private static partial Regex Url();

    // git's own rule: a colon before the first slash.
    [GeneratedRegex(@"^(?<host>[^/:]+):(?!/?$)")]
    private static partial Regex Scp();
}
