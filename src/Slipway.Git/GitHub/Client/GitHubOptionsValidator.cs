using Microsoft.Extensions.Options;

namespace Slipway.Git.GitHub.Client;

/// <summary>Tells every setting that is wrong, by its key, and no value.</summary>
internal sealed class GitHubOptionsValidator : IValidateOptions<GitHubOptions>
{
    public ValidateOptionsResult Validate(string? name, GitHubOptions options)
    {
        var wrong = new List<string>();
        if (!string.IsNullOrEmpty(options.Token) && options.AppId is not null)
        {
            wrong.Add($"{GitHubOptions.Section}:Token and :AppId exclude each other; set one of them");
        }

        if (options.AppId is not null && (options.InstallationId is null || string.IsNullOrEmpty(options.PrivateKeyFile)))
        {
            wrong.Add($"{GitHubOptions.Section}:AppId needs :InstallationId and :PrivateKeyFile as well");
        }

        if (options.AppId is not null && !string.IsNullOrEmpty(options.PrivateKeyFile) && !File.Exists(options.PrivateKeyFile))
        {
            wrong.Add($"{GitHubOptions.Section}:PrivateKeyFile names no file");
        }

        if (!options.Address.IsAbsoluteUri || options.Address.Scheme is not ("http" or "https"))
        {
            wrong.Add($"{GitHubOptions.Section}:Address is no http or https address");
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
