using System.Collections.Immutable;
using Octokit;
using Slipway.Core.Sources;
using Slipway.Imports.Repositories;
using PullRequest = Slipway.Imports.Repositories.PullRequest;

namespace Slipway.Git.GitHub.Client;

/// <summary>The open pull requests of a repository, as GitHub tells them.</summary>
internal sealed class GitHubPullRequests(GitHubAccess access) : IPullRequestList
{
    private const int PageSize = 100;
    private const int Pages = 10;

    public async Task<ImmutableArray<PullRequest>?> ListOpenAsync(string repository, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(repository);
        var parts = repository.Split('/', 2);
        try
        {
            var client = await access.SignInAsync(cancellationToken).ConfigureAwait(false);
            var open = await client.PullRequest
                .GetAllForRepository(parts[0], parts[1], new PullRequestRequest { State = ItemStateFilter.Open }, new ApiOptions { PageSize = PageSize, PageCount = Pages })
                .WaitAsync(cancellationToken).ConfigureAwait(false);
            return open.Count < PageSize * Pages ? [.. open.Select(Read)] : null;
        }
        catch (Exception error) when (error is ApiException or HttpRequestException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new SourceException(SourceFailure.Unreachable, $"GitHub does not tell the pull requests of {repository}: {error.Message}", error);
        }
    }

    private static PullRequest Read(Octokit.PullRequest open) => new()
    {
        RepositoryId = string.Empty,
        Number = open.Number,
        Commit = open.Head.Sha.ToLowerInvariant(),
        Branch = open.Head.Ref,
        // The repository of a fork may be gone.
        IsFork = open.Head.Repository?.Id != open.Base.Repository?.Id,
        Labels = [.. (open.Labels ?? []).Select(l => l.Name)],
        IsOpen = true,
    };
}
