using Slipway.Core.Clusters;
using Slipway.Core.Messages;
using Slipway.Core.Operations;
using Slipway.Core.Sources;
using Slipway.Imports.Repositories;
using Slipway.Imports.Tests.Updates;
using Slipway.Imports.Updates;

namespace Slipway.Imports.Tests.Repositories;

/// <summary>Reports of pushes: what is stored and published.</summary>
public sealed class PushRequestsTests
{
    private const string Main = "refs/heads/main";
    private const string Zeros = "0000000000000000000000000000000000000000";

    private readonly UpdateWorld _world = new UpdateWorld().Connected();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pushed_New_StoresAndPublishesOnce()
    {
        Assert.Equal(new PushReceipt(PushOutcome.Published, "operation-1"), await PushedAsync(Main, Zeros, UpdateWorld.Second));
        Assert.Equal(new PushReceipt(PushOutcome.Known), await PushedAsync(Main, Zeros, UpdateWorld.Second));

        Assert.Equal([new RepositoryPushed(UpdateWorld.Address, Main, null, UpdateWorld.Second, "hook")], _world.Session.Messages);
        Assert.Equal(UpdateWorld.Second, (await _world.Store.FindRefAsync("r1", Main, Token))?.Commit);
    }

    [Fact]
    public async Task Pushed_Redelivered_IsNothing()
    {
        await PushedAsync(Main, null, UpdateWorld.Second, "d1");
        Assert.Equal(PushOutcome.Redelivered, (await PushedAsync(Main, null, UpdateWorld.Third, "d1")).Outcome);

        Assert.Equal(1, _world.Session.Commits);
        Assert.Equal(UpdateWorld.Second, (await _world.Store.FindRefAsync("r1", Main, Token))?.Commit);
    }

    [Fact]
    public async Task Pushed_Gone_ForgetsTheRef()
    {
        await PushedAsync(Main, null, UpdateWorld.Second);
        Assert.Equal(PushOutcome.Published, (await PushedAsync(Main, UpdateWorld.Second, Zeros)).Outcome);
        Assert.Equal(PushOutcome.Known, (await PushedAsync(Main, UpdateWorld.Second, Zeros)).Outcome);

        Assert.Null(await _world.Store.FindRefAsync("r1", Main, Token));
        Assert.Equal(new RepositoryPushed(UpdateWorld.Address, Main, UpdateWorld.Second, null, "hook"), _world.Session.Messages.Last());
    }

    [Theory]
    [InlineData("../../x", null)]
    [InlineData("--upload-pack=touch /tmp/x", null)]
    [InlineData("refs/heads/--upload-pack=x", null)]
    [InlineData("refs/heads/../../x", null)]
    [InlineData("main", null)]
    [InlineData(Main, "--upload-pack=x")]
    [InlineData(Main, "main")]
    public async Task Pushed_RefOrCommitOfAnAttacker_IsRefusedAndStoresNothing(string reference, string? after)
    {
        var error = await Assert.ThrowsAsync<SourceException>(() => PushedAsync(reference, null, after ?? UpdateWorld.Second, "d1"));

        Assert.Equal(SourceFailure.Refused, error.Failure);
        Assert.Equal(0, _world.Session.Commits);
        Assert.False(await _world.Store.IsDeliveredAsync("d1", Token));
    }

    [Fact]
    public async Task PullRequest_OpenedMovedClosed_ReportsEach()
    {
        var repository = _world.Repository with { PullRequests = PullRequestPolicy.All };
        await PullRequestAsync(repository, Pull(UpdateWorld.First));
        await PullRequestAsync(repository, Pull(UpdateWorld.First));
        await PullRequestAsync(repository, Pull(UpdateWorld.Second));
        await PullRequestAsync(repository, Pull(UpdateWorld.Second) with { IsOpen = false });

        const string Ref = "refs/pull/7/head";
        Assert.Equal(
            [
                new RepositoryPushed(UpdateWorld.Address, Ref, null, UpdateWorld.First, "webhook"),
                new RepositoryPushed(UpdateWorld.Address, Ref, UpdateWorld.First, UpdateWorld.Second, "webhook"),
                new RepositoryPushed(UpdateWorld.Address, Ref, UpdateWorld.Second, null, "webhook"),
            ], _world.Session.Messages);
    }

    [Fact]
    public async Task PullRequest_LabelGivenTakenGiven_AsksForAnEnvironmentTwice()
    {
        var repository = _world.Repository with { PullRequests = PullRequestPolicy.Labelled };
        await PullRequestAsync(repository, Pull(UpdateWorld.First));
        await PullRequestAsync(repository, Pull(UpdateWorld.First) with { Labels = ["Environment"] });
        await PullRequestAsync(repository, Pull(UpdateWorld.First));
        await PullRequestAsync(repository, Pull(UpdateWorld.First) with { Labels = ["environment"] });

        Assert.Equal([UpdateWorld.First, null, UpdateWorld.First], _world.Session.Messages.Cast<RepositoryPushed>().Select(p => p.After));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task PullRequest_Fork_OnlyWhereForksAreWanted(bool forks, int count)
    {
        await PullRequestAsync(_world.Repository with { PullRequests = PullRequestPolicy.All, Forks = forks }, Pull(UpdateWorld.First) with { IsFork = true });

        Assert.Equal(count, _world.Session.Messages.Count());
    }

    [Fact]
    public async Task PullRequest_KeepsTheIdOfOurComment()
    {
        _world.Store.Put(Pull(UpdateWorld.First) with { CommentId = 5 });
        await PullRequestAsync(_world.Repository, Pull(UpdateWorld.Second));

        Assert.Equal((5, UpdateWorld.Second), ((await _world.Store.FindPullRequestAsync("r1", 7, Token))!.CommentId, (await _world.Store.FindPullRequestAsync("r1", 7, Token))!.Commit));
    }

    [Fact]
    public async Task Look_PullRequestsThatNobodyReported_AreFoundWhereATokenAllows()
    {
        var repository = _world.Repository with { PullRequests = PullRequestPolicy.All, GitHubName = "team/shop" };
        await PullRequestAsync(repository, Pull(UpdateWorld.First));
        _world.Repositories.Refs = new RemoteRefs(Main, [new(Main, UpdateWorld.First), new("refs/pull/7/head", UpdateWorld.First)]);
        await PushedAsync(Main, null, UpdateWorld.First);
        Assert.Equal(0, await _world.Looks.LookAsync(repository, Token));

        _world.PullRequests = new FakePullRequestList { Open = [Pull(UpdateWorld.First) with { RepositoryId = string.Empty }] };
        Assert.Equal(0, await _world.Looks.LookAsync(repository, Token));

        _world.PullRequests.Open = [Pull(UpdateWorld.Second) with { RepositoryId = string.Empty, Number = 8 }];
        Assert.Equal(2, await _world.Looks.LookAsync(repository, Token));
        Assert.Equal(
            [
                new RepositoryPushed(UpdateWorld.Address, "refs/pull/7/head", UpdateWorld.First, null, "reconciliation"),
                new RepositoryPushed(UpdateWorld.Address, "refs/pull/8/head", null, UpdateWorld.Second, "reconciliation"),
            ], _world.Session.Messages.Skip(2));
        Assert.Equal(["team/shop", "team/shop"], _world.PullRequests.Asked);
    }

    [Fact]
    public async Task Look_PullRequestsCannotBeHad_StillComparesTheRefs()
    {
        var repository = _world.Repository with { PullRequests = PullRequestPolicy.All, GitHubName = "team/shop" };
        _world.PullRequests = new FakePullRequestList { Failure = new SourceException(SourceFailure.Unreachable, "no") };

        await Assert.ThrowsAsync<SourceException>(() => _world.Looks.LookAsync(repository, Token));
        Assert.Single(_world.Session.Messages);
    }

    [Fact]
    public async Task Look_MorePullRequestsThanAreTold_ClosesNone()
    {
        var repository = _world.Repository with { PullRequests = PullRequestPolicy.All, GitHubName = "team/shop" };
        await PullRequestAsync(repository, Pull(UpdateWorld.First));
        await PushedAsync(Main, null, UpdateWorld.First);
        _world.PullRequests = new FakePullRequestList { Open = null };
        _world.Repositories.Refs = new RemoteRefs(Main, [new(Main, UpdateWorld.First), new("refs/pull/7/head", UpdateWorld.First)]);

        Assert.Equal(0, await _world.Looks.LookAsync(repository, Token));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 0)]
    public async Task Look_RemovalFailedOfWhatIsGone_IsAskedForAgainAFewTimes(int failed, int count)
    {
        _world.WithCluster(reference: "feature/gone", state: ClusterState.Failed);
        await PushedAsync(Main, null, UpdateWorld.First);
        for (var i = 0; i < failed; i++)
        {
            _world.Operations.Add(new ClusterOperation
            {
                Id = $"r{i}", Kind = OperationKind.Remove, State = OperationState.Failed, ClusterId = "c1", ClusterName = "shop", StartedAt = _world.Time.GetUtcNow(),
            });
        }

        Assert.Equal(count, await _world.Looks.LookAsync(_world.Repository, Token));
        Assert.Equal(count, _world.Session.Messages.Skip(1).Count());
        if (count == 0)
        {
            return;
        }

        var context = await _world.HandleAsync(Assert.IsType<RepositoryPushed>(_world.Session.Messages.Last()));
        var removal = Assert.Single(context.Sent);
        Assert.Equal(new DeleteCluster("c1", "shop", WithVolumes: true), removal);
        Assert.Equal([$"its removal failed before; attempt {failed + 1} of 5"], _world.Operations[context.Chains[removal]].Notices);
    }

    [Fact]
    public async Task Look_DeploymentFailedOfABranchThatIsThere_IsNotRemoved()
    {
        _world.WithCluster(state: ClusterState.Failed);
        await PushedAsync(Main, null, UpdateWorld.First);
        _world.Operations.Add(new ClusterOperation
        {
            Id = "r1", Kind = OperationKind.Remove, State = OperationState.Failed, ClusterId = "c1", ClusterName = "shop", StartedAt = _world.Time.GetUtcNow(),
        });

        Assert.Equal(0, await _world.Looks.LookAsync(_world.Repository, Token));
    }

    [Fact]
    public async Task Look_MovedCameAndGone_ReportsWhatConcernsUs()
    {
        await PushedAsync(Main, null, UpdateWorld.First);
        await PushedAsync("refs/heads/feature/old", null, UpdateWorld.First);
        _world.Repositories.Refs = new RemoteRefs(Main, [new(Main, UpdateWorld.Second), new("refs/heads/feature/new", UpdateWorld.First), new("refs/heads/unwanted", UpdateWorld.First)]);

        Assert.Equal(3, await _world.Looks.LookAsync(_world.Repository, Token));
        Assert.Equal(0, await _world.Looks.LookAsync(_world.Repository, Token));
        Assert.Equal(
            [
                new RepositoryPushed(UpdateWorld.Address, Main, UpdateWorld.First, UpdateWorld.Second, "reconciliation"),
                new RepositoryPushed(UpdateWorld.Address, "refs/heads/feature/new", null, UpdateWorld.First, "reconciliation"),
                new RepositoryPushed(UpdateWorld.Address, "refs/heads/feature/old", UpdateWorld.First, null, "reconciliation"),
            ], _world.Session.Messages.Skip(2));
    }

    [Fact]
    public async Task Look_ClusterThatAPushNeverReached_IsReportedAgainAfterAWhile()
    {
        _world.WithCluster();
        _world.Move(UpdateWorld.Second);
        await PushedAsync(Main, null, UpdateWorld.Second);

        Assert.Equal(0, await _world.Looks.LookAsync(_world.Repository, Token));
        _world.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await _world.Looks.LookAsync(_world.Repository, Token));
        _world.Clusters.Update(_world.Cluster with { IsPaused = true });
        _world.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(0, await _world.Looks.LookAsync(_world.Repository, Token));
    }

    [Fact]
    public async Task Look_RolledBackCluster_IsLeftAlone()
    {
        _world.WithCluster();
        await PushedAsync(Main, null, UpdateWorld.First);
        _world.Clusters.Update(_world.Cluster with { Revision = 9 });
        _world.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(0, await _world.Looks.LookAsync(_world.Repository, Token));
    }

    [Fact]
    public async Task Look_RejectedImport_IsNotAskedForUntilTheRefMoves()
    {
        await PushedAsync(Main, null, UpdateWorld.First);

        Assert.Equal(0, await _world.Looks.LookAsync(_world.Repository, Token));
        _world.Move(UpdateWorld.Second);
        Assert.Equal(1, await _world.Looks.LookAsync(_world.Repository, Token));
    }

    [Fact]
    public async Task Look_RepositoryWithoutAnyRefs_RemovesNothing()
    {
        await PushedAsync(Main, null, UpdateWorld.First);
        _world.Repositories.Refs = new RemoteRefs(null, []);

        await Assert.ThrowsAsync<SourceException>(() => _world.Looks.LookAsync(_world.Repository, Token));
        Assert.NotNull(await _world.Store.FindRefAsync("r1", Main, Token));
    }

    [Fact]
    public async Task Look_TagOfABranchsName_IsHidden()
    {
        _world.WithCluster();
        _world.Repositories.Refs = new RemoteRefs(Main, [new(Main, UpdateWorld.First), new("refs/tags/main", UpdateWorld.Third)]);

        Assert.Equal(0, await _world.Looks.LookAsync(_world.Repository, Token));
    }

    private Task<PushReceipt> PushedAsync(string reference, string? before, string? after, string? delivery = null) =>
        _world.Pushes.PushedAsync(_world.Repository, reference, before, after, Origins.Hook, delivery, Token);

    private Task<PushReceipt> PullRequestAsync(ConnectedRepository repository, PullRequest pullRequest) =>
        _world.Pushes.PullRequestAsync(repository, pullRequest, Origins.Webhook, null, Token);

    private static PullRequest Pull(string commit) => new() { RepositoryId = "r1", Number = 7, Commit = commit, Branch = "login", IsOpen = true };
}
