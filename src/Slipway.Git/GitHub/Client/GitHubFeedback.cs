using System.Net;
using Octokit;
using Slipway.Imports.Feedback;
using Slipway.Messaging;

namespace Slipway.Git.GitHub.Client;

/// <summary>Commit statuses and the comment on a pull request. What GitHub refuses for good is a dead letter; all else is tried again.</summary>
internal sealed class GitHubFeedback(GitHubAccess access) : IFeedbackChannel
{
    private const int PageSize = 100;
    private const int Pages = 10;

    public Task ReportAsync(string repository, CommitFeedback feedback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feedback);
        return CallAsync(
            repository,
            (client, owner, name) => client.Repository.Status.Create(owner, name, feedback.Commit, new NewCommitStatus
            {
                State = feedback.State switch
                {
                    FeedbackState.Pending => CommitState.Pending,
                    FeedbackState.Success => CommitState.Success,
                    FeedbackState.Failure => CommitState.Failure,
                    _ => CommitState.Error,
                },
                Context = $"slipway/{feedback.Environment}",
                Description = feedback.Description,
                TargetUrl = feedback.Address,
            }),
            cancellationToken);
    }

    public async Task<long> CommentAsync(string repository, int pullRequest, long? commentId, string marker, string text, CancellationToken cancellationToken)
    {
        var id = commentId ?? await FindAsync(repository, pullRequest, marker, cancellationToken).ConfigureAwait(false);
        if (id is { } known && await EditAsync(repository, known, text, cancellationToken).ConfigureAwait(false))
        {
            return known;
        }

        var made = await CallAsync(repository, (client, owner, name) => client.Issue.Comment.Create(owner, name, pullRequest, text), cancellationToken).ConfigureAwait(false);
        return made.Id;
    }

    /// <summary>A comment of ours whose id was never stored: the process ended between the two.</summary>
    private async Task<long?> FindAsync(string repository, int pullRequest, string marker, CancellationToken cancellationToken)
    {
        var comments = await CallAsync(
            repository,
            (client, owner, name) => client.Issue.Comment.GetAllForIssue(owner, name, pullRequest, new ApiOptions { PageSize = PageSize, PageCount = Pages }),
            cancellationToken).ConfigureAwait(false);
        return comments.FirstOrDefault(c => c.Body?.StartsWith(marker, StringComparison.Ordinal) == true)?.Id;
    }

    /// <summary>Whether the comment was there, and ours: anybody may write one with the marker.</summary>
    private async Task<bool> EditAsync(string repository, long id, string text, CancellationToken cancellationToken)
    {
        try
        {
            await CallAsync(repository, (client, owner, name) => client.Issue.Comment.Update(owner, name, id, text), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (PermanentFailureException refused) when (refused.InnerException is NotFoundException or ForbiddenException)
        {
            return false;
        }
    }

    private async Task<T> CallAsync<T>(string repository, Func<GitHubClient, string, string, Task<T>> call, CancellationToken cancellationToken)
    {
        var parts = repository.Split('/', 2);
        try
        {
            var client = await access.SignInAsync(cancellationToken).ConfigureAwait(false);
            return await call(client, parts[0], parts[1]).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException refused) when (IsForGood(refused))
        {
            throw new PermanentFailureException($"GitHub refuses it for {repository} ({(int)refused.StatusCode}): {refused.Message}", refused);
        }
    }

    private static bool IsForGood(ApiException error) => error is not (RateLimitExceededException or SecondaryRateLimitExceededException or AbuseException)
        && error.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.UnprocessableEntity;
}
