namespace Slipway.Imports.Repositories;

/// <summary>Which refs of a connected repository get an environment.</summary>
public static class EnvironmentPolicy
{
    /// <summary>Whether a ref gets one.</summary>
    /// <param name="repository">The settings.</param>
    /// <param name="reference">The full ref.</param>
    /// <param name="pullRequest">What is known of the pull request that it belongs to; null for nothing, and for any other ref.</param>
    public static bool Wants(ConnectedRepository repository, string reference, PullRequest? pullRequest)
    {
        ArgumentNullException.ThrowIfNull(repository);
        return RefNames.PullRequestOf(reference) is not null
            ? pullRequest is not null && Wants(repository, pullRequest)
            : RefNames.BranchOf(reference) is { } branch && BranchGlob.Takes(repository.Branches, branch);
    }

    /// <summary>Whether a pull request gets one: nobody can tell whether one that we were not told of is open.</summary>
    public static bool Wants(ConnectedRepository repository, PullRequest pullRequest)
    {
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(pullRequest);
        return pullRequest.IsOpen && (repository.Forks || !pullRequest.IsFork) && repository.PullRequests switch
        {
            PullRequestPolicy.All => true,
            PullRequestPolicy.Labelled => pullRequest.Labels.Contains(repository.Label, StringComparer.OrdinalIgnoreCase),
            _ => false,
        };
    }
}
