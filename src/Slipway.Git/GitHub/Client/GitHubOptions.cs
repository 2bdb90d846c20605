namespace Slipway.Git.GitHub.Client;

/// <summary>Settings of the API of GitHub; section <c>Slipway:GitHub</c>. Without a token or an App nothing is told there.</summary>
public sealed class GitHubOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Slipway:GitHub";

    /// <summary>Gets or sets a personal token, which may write commit statuses and comments on pull requests. Default none.</summary>
    public string? Token { get; set; }

    /// <summary>Gets or sets the id of a GitHub App, in place of a token. Default none.</summary>
    public long? AppId { get; set; }

    /// <summary>Gets or sets the file with the App's private key, PEM.</summary>
    public string? PrivateKeyFile { get; set; }

    /// <summary>Gets or sets the id of the App's installation in the organisation.</summary>
    public long? InstallationId { get; set; }

    /// <summary>Gets or sets where GitHub is. Default <c>https://github.com</c>; for a GitHub Enterprise Server its address.</summary>
    public Uri Address { get; set; } = new("https://github.com");

    /// <summary>Gets whether there is anything to sign in with.</summary>
    public bool IsConfigured => !string.IsNullOrEmpty(Token) || AppId is not null;
}
