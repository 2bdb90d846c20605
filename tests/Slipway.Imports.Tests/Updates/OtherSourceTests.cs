using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Messages;
using Slipway.Core.Operations;
using Slipway.Core.Sources;
using Slipway.Imports.Repositories;
using Slipway.Imports.Tests.Flow;
using Slipway.Imports.Updates;
using Slipway.Testing.Sources;

namespace Slipway.Imports.Tests.Updates;

/// <summary>Pushes to a repository from which clusters of another one are built.</summary>
public sealed class OtherSourceTests
{
    private const string Lib = "https://example.org/team/lib.git";
    private static readonly string Old = new('a', 40);
    private static readonly string New = new('b', 40);

    private readonly UpdateWorld _world = new UpdateWorld().WithCluster();
    private readonly FakeRepositories _lib = new() { Location = new RepositoryLocation(Lib, string.Empty, false) };

    public OtherSourceTests()
    {
        _world.Repositories.Others.Add(Lib, _lib);
        _world.Clusters.Update(_world.Cluster with { OtherSources = [new TrackedSource(Lib, "main", Old)], Revision = 2 });
        var set = UpdateWorld.Set(UpdateWorld.Tree());
        var built = new RunnableConfiguration
        {
            Name = "lib",
            Image = new BuiltImage { Source = new BuildSource(Lib, "main", Old), ContextPath = "src", ContextTree = Tree("one").Find("src")!.Id },
        };
        var fed = new RunnableConfiguration
        {
            Name = "fed",
            Image = new BuiltImage
            {
                ContextPath = "app",
                ContextTree = UpdateWorld.Tree().Find("app")!.Id,
                Contexts = [new BuildContext { Name = "more", Source = new BuildSource(Lib, "main", Old), Path = "src", Tree = Tree("one").Find("src")!.Id }],
            },
        };
        var first = _world.Clusters.FindRevisionAsync("c1", 1, CancellationToken.None).Result!;
        _world.Clusters.Add(first with { Number = 2, Set = set with { Configurations = [.. set.Configurations, built, fed] } });
        MoveLib(Old, Tree("one"));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pushed_ToTheOther_IsTheNextRevisionWithItsContentAndNoParse()
    {
        MoveLib(New, Tree("two"));
        await _world.PushAsync(UpdateWorld.First);

        var revision = (await _world.Clusters.FindRevisionAsync("c1", 3, Token))!;
        var lib = Assert.IsType<BuiltImage>(revision.Set.Configurations.Single(c => c.Name == "lib").Image);
        Assert.Equal((New, Tree("two").Find("src")!.Id), (lib.Source!.Commit, lib.ContextTree));
        var further = Assert.IsType<BuiltImage>(revision.Set.Configurations.Single(c => c.Name == "fed").Image).Contexts!.Value[0];
        Assert.Equal((New, Tree("two").Find("src")!.Id), (further.Source!.Commit, further.Tree));
        Assert.Equal(UpdateWorld.First, revision.Commit);
        Assert.Equal([new TrackedSource(Lib, "main", New)], _world.Cluster.OtherSources);
        Assert.Equal([new ClusterUpdated("c1", "shop", 3)], _world.Context.Sent);
        Assert.Equal([$"built from {Lib} main at bbbbbbbb"], _world.Operations["o1"].Notices);
        Assert.Empty(_world.Format.Requests);
    }

    [Fact]
    public async Task Pushed_ToTheOtherTwice_IsDealtWithOnce()
    {
        MoveLib(New, Tree("two"));
        await _world.PushAsync(UpdateWorld.First);
        await _world.PushAsync(UpdateWorld.First, "o2");

        Assert.Equal(3, _world.Cluster.Revision);
        Assert.Equal(OperationState.Superseded, _world.Operations["o2"].State);
    }

    [Fact]
    public async Task Pushed_ToTheClustersOwn_OpensTheOtherOnlyIfItMoved()
    {
        _lib.Tree = new FakeSourceTree();   // whoever looked into it would find nothing there
        _world.Move(UpdateWorld.Second, UpdateWorld.Tree().With("README.md", "other"));
        await _world.PushAsync(UpdateWorld.Second);

        Assert.Equal([new ClusterUpdated("c1", "shop", 3)], _world.Context.Sent);
        Assert.Empty(_world.Operations["o1"].Notices);
    }

    [Fact]
    public async Task Pushed_TheOtherDoesNotAnswer_GoesOnWithWhatWasSeen()
    {
        _lib.Failure = new SourceException(SourceFailure.Unreachable, "no");
        _world.Move(UpdateWorld.Second, UpdateWorld.Tree().With("README.md", "other"));
        await _world.PushAsync(UpdateWorld.Second);

        Assert.Equal([new ClusterUpdated("c1", "shop", 3)], _world.Context.Sent);
        Assert.Equal([new TrackedSource(Lib, "main", Old)], _world.Cluster.OtherSources);
    }

    [Fact]
    public async Task Pushed_WhatIsBuiltWentInTheOther_IsParsedOnce()
    {
        MoveLib(New, new FakeSourceTree().With("else/Dockerfile", "FROM scratch"));
        await _world.PushAsync(UpdateWorld.First);
        await _world.PushAsync(UpdateWorld.First, "o2");

        Assert.Equal(OperationState.Superseded, _world.Operations["o2"].State);
        Assert.Equal([new TrackedSource(Lib, "main", New)], _world.Cluster.OtherSources);
        Assert.Equal(2, _world.Cluster.Revision);
    }

    [Fact]
    public async Task Pushed_ToTheOtherWhilePaused_WaitsUntilResumed()
    {
        _world.Clusters.Update(_world.Cluster with { IsPaused = true });
        MoveLib(New, Tree("two"));
        await _world.PushAsync(UpdateWorld.First);
        Assert.Equal([$"the environment is paused; {Lib} main at bbbbbbbb waits until it is resumed"], _world.Operations["o1"].Notices);

        Assert.NotNull(await _world.Requests.ResumeAsync(_world.Cluster, Token));
        Assert.Equal([new ClusterPushed<FakeFormat>("c1", "shop", UpdateWorld.First)], _world.Session.Messages);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RepositoryPushed_TheOther_ReachesTheClustersBuiltFromIt(bool isConnected)
    {
        _world.WithCluster("c2", "elsewhere");
        if (isConnected)
        {
            _world.Connected(_world.Repository with { Id = "r2", Address = "https://example.org/team/lib", Branches = ["!**"] });
        }

        var context = await _world.HandleAsync(new RepositoryPushed(isConnected ? "https://example.org/team/lib" : Lib, "refs/heads/main", Old, New, Origins.Webhook));

        var pushed = Assert.Single(context.Sent);
        Assert.Equal(new ClusterPushed<FakeFormat>("c1", "shop", UpdateWorld.First), pushed);
        var operation = _world.Operations[context.Chains[pushed]];
        Assert.Equal((OperationKind.Push, UpdateWorld.First), (operation.Kind, operation.Commit));
        Assert.Equal([$"{Lib} main, from which it is built, moved to bbbbbbbb"], operation.Notices);
    }

    [Theory]
    [InlineData("refs/heads/other", false)]
    [InlineData("refs/heads/main", true)]
    public async Task RepositoryPushed_AnotherBranchOrItsEnd_IsNothing(string reference, bool isGone)
    {
        var context = await _world.HandleAsync(new RepositoryPushed(Lib, reference, Old, isGone ? null : New, Origins.Webhook));
        Assert.Empty(context.Sent);
    }

    [Fact]
    public async Task Look_TheOtherIsNotConnected_IsFoundWithTheClustersOwn()
    {
        _world.Connected();
        Assert.Equal(0, await _world.Looks.LookAsync(_world.Repository, Token));
        MoveLib(New, Tree("two"));

        Assert.Equal(1, await _world.Looks.LookAsync(_world.Repository, Token));
        Assert.Equal([new RepositoryPushed(Lib, "refs/heads/main", Old, New, Origins.Reconciliation)], _world.Session.Messages);
    }

    [Fact]
    public async Task Look_TheOtherIsConnected_IsFoundByItsOwnLook()
    {
        var lib = _world.Repository with { Id = "r2", Address = Lib, Branches = ["!**"] };
        _world.Connected().Connected(lib);
        MoveLib(New, Tree("two"));

        Assert.Equal(0, await _world.Looks.LookAsync(_world.Repository, Token));
        Assert.Equal(1, await _world.Looks.LookAsync(lib, Token));
        Assert.Equal([new RepositoryPushed(Lib, "refs/heads/main", null, New, Origins.Reconciliation)], _world.Session.Messages);
        Assert.Equal(0, await _world.Looks.LookAsync(lib, Token));
    }

    private static FakeSourceTree Tree(string content) => new FakeSourceTree().With("src/Dockerfile", "FROM scratch").With("src/main.c", content);

    private void MoveLib(string commit, FakeSourceTree tree)
    {
        _lib.Tree = tree;
        _lib.Resolved = new ResolvedCommit(commit, "main", true, 0);
        _lib.Refs = new RemoteRefs("refs/heads/main", [new RemoteRef("refs/heads/main", commit)]);
    }
}
