using System.Collections.Immutable;
using Slipway.Imports.Repositories;

namespace Slipway.Imports.Sources;

/// <summary>The addresses under which files name a repository that is connected under one of them.</summary>
internal static class RepositoryForms
{
    public static ImmutableArray<string> Of(string address, string? gitHubName)
    {
        var forms = new List<string> { address, address.EndsWith(".git", StringComparison.Ordinal) ? address[..^4] : address + ".git" };
        if ((gitHubName ?? GitHubNames.Of(address)) is { } name)
        {
            forms.AddRange([$"https://github.com/{name}", $"https://github.com/{name}.git", $"git@github.com:{name}", $"git@github.com:{name}.git", $"ssh://git@github.com/{name}.git"]);
        }

        return [.. forms.Distinct(StringComparer.Ordinal)];
    }
}
