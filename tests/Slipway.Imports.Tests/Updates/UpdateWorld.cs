using Microsoft.Extensions.Time.Testing;
using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Hashing;
using Slipway.Core.Operations;
using Slipway.Core.Sources;
using Slipway.Imports.Feedback;
using Slipway.Imports.Flow;
using Slipway.Imports.Formats;
using Slipway.Imports.Repositories;
using Slipway.Imports.Tests.Flow;
using Slipway.Imports.Tests.Repositories;
using Slipway.Imports.Updates;
using Slipway.Testing.Messaging;
using Slipway.Testing.Sources;
using Slipway.Testing.Stores;

namespace Slipway.Imports.Tests.Updates;

/// <summary>A connected repository with one cluster that follows main, and everything that the update flow needs, in memory.</summary>
internal sealed class UpdateWorld
{
    public const string First = "1111111111111111111111111111111111111111";
    public const string Second = "2222222222222222222222222222222222222222";
    public const string Third = "3333333333333333333333333333333333333333";
    public const string Address = "/srv/shop";

    public UpdateWorld()
    {
        Repositories.Tree = Tree();
        Repositories.Refs = new RemoteRefs("refs/heads/main", [new RemoteRef("refs/heads/main", First)]);
        Repositories.Resolved = new ResolvedCommit(First, "main", true, 0);
        var format = new FormatEntry(
            "fake",
            (session, id) => session.Publish(new ImportRequested<FakeFormat>(id)),
            (context, id) => context.Publish(new ImportRequested<FakeFormat>(id), id),
            (context, cluster, commit, chain) => context.Publish(new ClusterPushed<FakeFormat>(cluster.Id, cluster.Name, commit), chain),
            (session, cluster, commit) => session.Publish(new ClusterPushed<FakeFormat>(cluster.Id, cluster.Name, commit)));
        Formats = [format];
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public FakeFormat Format { get; } = new();

    public FormatEntry[] Formats { get; }

    public FakeRepositories Repositories { get; } = new();

    public MemoryRepositoryStore Store { get; } = new();

    public MemoryClusterStore Clusters { get; } = new();

    public MemoryOperationStore Operations { get; } = new();

    public MemoryImportStore Imports { get; } = new();

    public RecordedProgress Progress { get; } = new();

    public RecordedSession Session { get; } = new();

    public RecordedContext Context { get; private set; } = new();

    public ConnectedRepository Repository { get; } = new()
    {
        Id = "r1",
        Address = Address,
        Format = "fake",
        Branches = ["main", "feature/*"],
        ConnectedAt = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero),
    };

    /// <summary>Gets or sets where feedback goes; null for nowhere.</summary>
    public IFeedbackChannel? Channel { get; set; }

    /// <summary>Gets or sets what GitHub tells of open pull requests; null for no token.</summary>
    public FakePullRequestList? PullRequests { get; set; }

    public FeedbackDesk Desk => new(Store, Channel is null ? [] : [Channel]);

    public PushRequests Pushes => new(Store, Notes, Session, Time);

    public RepositoryLook Looks => new(Repositories, Store, Clusters, Operations, PullRequests is null ? [] : [PullRequests], Notes, Session, Time);

    private RefNotes Notes => new(Store, Clusters, Session, Time);

    public RepositoryRequests Requests => new(Formats, Repositories, Store, Clusters, Operations, Looks, new ClusterRequests(Clusters, Operations, Session, Time), Session, Time);

    public Cluster Cluster => Clusters.FindAsync("c1", CancellationToken.None).Result!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static FakeSourceTree Tree() => new FakeSourceTree()
        .With("compose.yaml", "one").With("app/Dockerfile", "FROM scratch").With("app/main.c", "int main;").With("conf/app.conf", "a=1").With("README.md", "hello");

    /// <summary>A set with one service that is built, and mounts a file.</summary>
    public static ConfigurationSet Set(FakeSourceTree tree, string name = "web") => new()
    {
        Configurations =
        [
            new RunnableConfiguration
            {
                Name = name,
                Image = new BuiltImage { ContextPath = "app", ContextTree = tree.Find("app")!.Id },
                Mounts = [new RepositoryMount("/etc/app.conf", true, "conf/app.conf", tree.Find("conf/app.conf")!.Id)],
            },
        ],
    };

    /// <summary>Adds a cluster with its first revision.</summary>
    public UpdateWorld WithCluster(string id = "c1", string name = "shop", string reference = "main", ClusterState state = ClusterState.Running)
    {
        var now = Time.GetUtcNow();
        Clusters.Add(new Cluster
        {
            Id = id,
            Name = name,
            Format = "fake",
            Source = new ClusterSource(Address, string.Empty, reference, [], []),
            Revision = 1,
            State = state,
            SeenCommit = First,
            CreatedAt = now,
            UpdatedAt = now,
        });
        var set = Set(Tree());
        Clusters.Add(new Revision
        {
            ClusterId = id,
            Number = 1,
            Commit = First,
            Set = set,
            ContentHash = ContentHash.Of(set),
            Inputs = [new InputFile("compose.yaml", FakeSourceTree.BlobId("one"), "compose"), new InputFile("compose.override.yaml", null, "override")],
            CreatedAt = now,
        });
        return this;
    }

    public UpdateWorld Connected(ConnectedRepository? repository = null)
    {
        Store.Add(repository ?? Repository);
        return this;
    }

    /// <summary>Moves main to a commit with these files.</summary>
    public void Move(string commit, FakeSourceTree? tree = null)
    {
        Repositories.Tree = tree ?? Tree();
        Repositories.Resolved = Repositories.Resolved with { Commit = commit };
        Repositories.Refs = new RemoteRefs("refs/heads/main", [new RemoteRef("refs/heads/main", commit)]);
    }

    /// <summary>Handles <c>FORMAT.cluster.pushed</c>.</summary>
    public async Task PushAsync(string commit, string operation = "o1")
    {
        Context = new RecordedContext(operation);
        Operations.Add(new ClusterOperation { Id = operation, Kind = OperationKind.Push, State = OperationState.Running, StartedAt = Time.GetUtcNow() });
        await new ClusterPushedHandler<FakeFormat>(Clusters, Operations, Repositories, Desk, Time).HandleAsync(new ClusterPushed<FakeFormat>("c1", "shop", commit), Context, Token);
    }

    /// <summary>Handles <c>FORMAT.cluster.sync</c>.</summary>
    public async Task SyncAsync(string commit, string operation = "o1")
    {
        Context = new RecordedContext(operation);
        await Syncer().HandleAsync(new SyncCluster<FakeFormat>("c1", "shop", commit), Context, Token);
    }

    public SyncClusterHandler<FakeFormat> Syncer() => new(Clusters, Operations, new ConfigurationParser<FakeFormat>(Repositories, Format), Progress, Desk, Time);

    /// <summary>Handles <c>github.pushed</c>.</summary>
    public async Task<RecordedContext> HandleAsync(RepositoryPushed pushed)
    {
        Context = new RecordedContext("push");
        await new RepositoryPushedHandler(Formats, Repositories, Store, Clusters, Imports, Operations, Time).HandleAsync(pushed, Context, Token);
        return Context;
    }
}
