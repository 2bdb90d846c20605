using System.Text.RegularExpressions;

namespace Slipway.Imports.Repositories;

/// <summary>Names of repositories on GitHub.</summary>
public static partial class GitHubNames
{
    /// <summary>Gets the <c>owner/name</c> of an address on github.com, in lower case; null for any other address.</summary>
    public static string? Of(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Address().Match(address) is { Success: true } match ? match.Groups["name"].Value.ToLowerInvariant() : null;
    }

    /// <summary>Whether it has the form <c>owner/name</c>.</summary>
    public static bool IsName(string text) => text is { Length: <= 200 } && Name().IsMatch(text);

    [GeneratedRegex(@"^(?:https?://(?:[^/@]*@)?|ssh://(?:[^/@]*@)?|git://|[^/@:]+@)github\.com(?::\d+)?[/:](?<name>[A-Za-z0-9-]+/[A-Za-z0-9._-]+?)(?:\.git)?/?$", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"^[A-Za-z0-9-]+/[A-Za-z0-9._-]+\z")]
    private static partial Regex Name();
}
