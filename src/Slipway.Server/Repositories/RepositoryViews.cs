using Slipway.Api;
using Slipway.Core.Clusters;
using Slipway.Core.Sources;
using Slipway.Imports.Repositories;
using Slipway.Server.Views;
using Slipway.Server.Webhooks;

namespace Slipway.Server.Repositories;

/// <summary>Joins a connected repository with the environments that follow it.</summary>
internal sealed class RepositoryViews(IClusterStore clusters, WebhookSecret secret)
{
    private static readonly WebhookView Webhook = new(WebhookEndpoint.Path, string.Empty, ["push", "create", "delete", "pull_request"]);

    public async Task<RepositoryView> OfAsync(ConnectedRepository repository, CancellationToken cancellationToken)
    {
        var followers = await clusters.ListByRepositoryAsync(repository.Address, cancellationToken);
        // The file is there before somebody is told to read it.
        _ = secret.Value;
        return new RepositoryView
        {
            Id = repository.Id,
            Repository = RepositoryText.ForPeople(repository.Address),
            IsLocal = Path.IsPathFullyQualified(repository.Address),
            GitHub = repository.GitHubName,
            Format = repository.Format,
            Directory = repository.Directory,
            Branches = repository.Branches,
            PullRequests = ViewMapping.Lower(repository.PullRequests),
            Label = repository.Label,
            Forks = repository.Forks,
            Files = repository.Files,
            Profiles = repository.Profiles,
            NamePattern = repository.NamePattern,
            EverySeconds = repository.LookEvery.TotalSeconds,
            ConnectedAt = repository.ConnectedAt,
            LookedAt = repository.LookedAt,
            LookError = repository.LookError,
            Environments = [.. followers.Select(c => c.Name).Order(StringComparer.Ordinal)],
            Webhook = Webhook with { SecretPlace = secret.Place },
        };
    }
}
