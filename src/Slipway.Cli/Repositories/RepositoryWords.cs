using System.Collections.Immutable;
using System.Globalization;
using Slipway.Api;

namespace Slipway.Cli.Repositories;

/// <summary>What is followed of a repository, in words, and how to be told of pushes at once.</summary>
internal static class RepositoryWords
{
    public static string Follows(RepositoryView repository)
    {
        var branches = repository.Branches.IsDefaultOrEmpty ? "no branches" : string.Join(' ', repository.Branches);
        var pullRequests = repository.PullRequests switch
        {
            "all" => repository.Forks ? "; pull requests, forks as well" : "; pull requests",
            "labelled" => $"; pull requests labelled {repository.Label}" + (repository.Forks ? ", forks as well" : string.Empty),
            _ => string.Empty,
        };
        return branches + pullRequests;
    }

    public static string Every(double seconds) => seconds switch
    {
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.#} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.#} h"),
    };

    /// <summary>What to set up so that a push is known at once, not at the next look.</summary>
    public static ImmutableArray<string> HowToBeTold(RepositoryView repository, string command)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        lines.Add($"  Its refs are looked at every {Every(repository.EverySeconds)}. To have pushes deployed at once:");
        if (repository is { GitHub: { } name, Webhook: { } webhook })
        {
            lines.Add($"  add a webhook at https://github.com/{name}/settings/hooks/new");
            lines.Add($"    Payload URL   the address under which GitHub reaches this server, with {webhook.Path}");
            lines.Add("    Content type  application/json");
            lines.Add($"    Secret        {webhook.SecretPlace}");
            lines.Add($"    Events        {string.Join(", ", webhook.Events.Select(EventWords))}");
        }

        if (repository.IsLocal)
        {
            lines.Add($"  let Git tell: {command} connect {repository.Repository} --hook");
        }

        if (repository is { IsLocal: false, GitHub: null })
        {
            lines.Add($"  have a hook of its server post to /api/repositories/{repository.Id}/pushed with the token of server.json");
        }

        return lines.ToImmutable();
    }

    private static string EventWords(string name) => name switch
    {
        "push" => "Pushes",
        "create" => "Branch or tag creation",
        "delete" => "Branch or tag deletion",
        "pull_request" => "Pull requests",
        _ => name,
    };
}
