using System.Collections.Immutable;
using Slipway.Imports.Repositories;

namespace Slipway.Imports.Tests.Repositories;

/// <summary>The open pull requests of a repository on GitHub.</summary>
internal sealed class FakePullRequestList : IPullRequestList
{
    /// <summary>Gets or sets what is told; null for more than can be told.</summary>
    public ImmutableArray<PullRequest>? Open { get; set; } = [];

    /// <summary>Gets or sets what the call throws.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Gets how often it was asked, and for what.</summary>
    public List<string> Asked { get; } = [];

    public Task<ImmutableArray<PullRequest>?> ListOpenAsync(string repository, CancellationToken cancellationToken)
    {
        Asked.Add(repository);
        return Failure is null ? Task.FromResult(Open) : Task.FromException<ImmutableArray<PullRequest>?>(Failure);
    }
}
