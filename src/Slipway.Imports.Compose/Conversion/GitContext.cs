using Slipway.Core.Sources;

namespace Slipway.Imports.Compose.Conversion;

/// <summary>A build context that is a Git URL: <c>https://host/owner/name.git#ref:directory</c>.</summary>
/// <param name="Address">The URL without what follows <c>#</c>. May hold credentials.</param>
/// <param name="Ref">The branch, tag or commit; null is the default branch.</param>
/// <param name="Directory">The directory inside the repository; empty is its root.</param>
internal sealed record GitContext(string Address, string? Ref, string Directory)
{
    private const string Forms = "a Git URL is https://host/owner/name.git, ssh://git@host/owner/name.git or git@host:owner/name.git, with #REF:DIRECTORY behind it where needed";

    /// <summary>Whether a context is no directory but something that is to be fetched.</summary>
    public static bool IsRemote(string context) => !context.StartsWith('/');

    /// <summary>Whether a text names a repository, and not a path, an image or an archive of the web.</summary>
    public static bool NamesRepository(string text) => IsRemote(text) && IsGit(AddressIn(text));

    /// <summary>Reads one; what is wrong with it comes back as a sentence without credentials.</summary>
    public static (GitContext? Context, string? Problem) Read(string text)
    {
        var fragment = text.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash ? text[(hash + 1)..] : string.Empty;
        var address = AddressIn(text);
        var shown = RepositoryText.ForPeople(address);
        if (!IsGit(address))
        {
            return (null, $"{shown} is no Git repository, and nothing else is fetched as a build context; {Forms}");
        }

        if (address.Contains('?', StringComparison.Ordinal))
        {
            return (null, $"{shown[..shown.IndexOf('?', StringComparison.Ordinal)]} is followed by a query, which is not supported; write #REF:DIRECTORY");
        }

        var (reference, directory) = fragment.IndexOf(':', StringComparison.Ordinal) is var colon && colon >= 0 ? (fragment[..colon], fragment[(colon + 1)..]) : (fragment, string.Empty);
        string[] parts = [.. directory.Split('/').Where(p => p is not ("" or "."))];
        return parts.Contains("..", StringComparer.Ordinal)
            ? (null, $"the directory {directory} of {shown} is written with '..'; name it from the root of the repository")
            : (new GitContext(address, reference.Length == 0 ? null : reference, string.Join('/', parts)), null);
    }

    private static string AddressIn(string text)
    {
        var address = text.Split('#')[0];
        return address.StartsWith("github.com/", StringComparison.OrdinalIgnoreCase) ? "https://" + address : address;
    }

    private static bool IsGit(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        return scheme < 0
            ? address.StartsWith("git@", StringComparison.Ordinal) && address.Contains(':', StringComparison.Ordinal)
            : address[..scheme].ToLowerInvariant() switch
            {
                "git" or "ssh" or "file" => true,
                // An address of the web is an archive, unless its name says otherwise.
                "http" or "https" => address.Split('?')[0].EndsWith(".git", StringComparison.Ordinal) || address.StartsWith("https://github.com/", StringComparison.OrdinalIgnoreCase),
                _ => false,
            };
    }
}
