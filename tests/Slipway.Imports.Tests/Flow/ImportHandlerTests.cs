using Microsoft.Extensions.Time.Testing;
using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Diagnostics;
using Slipway.Core.Messages;
using Slipway.Core.Operations;
using Slipway.Core.Sources;
using Slipway.Imports.Feedback;
using Slipway.Imports.Flow;
using Slipway.Imports.Repositories;
using Slipway.Imports.Requests;
using Slipway.Imports.Updates;
using Slipway.Messaging;
using Slipway.Testing.Messaging;
using Slipway.Testing.Sources;
using Slipway.Testing.Stores;

namespace Slipway.Imports.Tests.Flow;

/// <summary>The handlers of the import flow.</summary>
public sealed class ImportHandlerTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly FakeFormat _format = new();
    private readonly FakeRepositories _repositories = new();
    private readonly MemoryImportStore _imports = new();
    private readonly MemoryOperationStore _operations = new();
    private readonly MemoryClusterStore _clusters = new();
    private readonly MemoryRepositoryStore _connected = new();
    private readonly RecordedProgress _progress = new();
    private RecordedContext _context = new("i1");

    public ImportHandlerTests()
    {
        _imports.Add(new Import { Id = "i1", Format = "fake", Requested = "/srv/shop" });
        _operations.Add(new ClusterOperation { Id = "i1", Kind = OperationKind.Import, State = OperationState.Running, StartedAt = _time.GetUtcNow() });
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Parse_Good_StoresAndPublishes()
    {
        _repositories.Resolved = _repositories.Resolved with { UncommittedFiles = 2 };
        await ParseAsync();

        Assert.Equal("shop", _imports["i1"].Parsed?.ClusterName);
        Assert.Equal(["2 files have uncommitted changes, which are not deployed; commit 01234567 is"], _operations["i1"].Notices);
        Assert.Equal((OperationState.Running, "shop"), (_operations["i1"].State, _operations["i1"].ClusterName));
        Assert.Equal([new ConfigParsed<FakeFormat>("i1", "shop")], _context.Sent);
        Assert.Equal("1 configurations at 01234567", _context.Outcome);
        Assert.Equal(2, _progress.Phases.Count);
    }

    [Fact]
    public async Task Parse_FilesWithErrors_AreRejectedWithEveryFinding()
    {
        Diagnostic[] found =
        [
            new("SC0201", Severity.Warning, new SourceLocation("compose.yaml", 2, 3), "services.a.gpus", "not yet"),
            new("SC0101", Severity.Error, new SourceLocation("compose.yaml", 3, 5), "services.a.privileged", "refused"),
        ];
        _format.Result = _format.Result with { Set = null, Diagnostics = [.. found] };
        await ParseAsync();

        var operation = _operations["i1"];
        Assert.Equal((OperationState.Rejected, _repositories.Resolved.Commit, _time.GetUtcNow()), (operation.State, operation.Commit, operation.FinishedAt!.Value));
        Assert.Equal(found, operation.Diagnostics);
        Assert.Empty(_context.Sent);
        Assert.Equal("rejected: compose.yaml:3:5: error SC0101: services.a.privileged: refused", _context.Outcome);
    }

    [Theory]
    [InlineData(SourceFailure.NotARepository, "SW0001")]
    [InlineData(SourceFailure.UnknownRef, "SW0002")]
    [InlineData(SourceFailure.PathNotFound, "SW0003")]
    [InlineData(SourceFailure.OutsideRepository, "SW0004")]
    [InlineData(SourceFailure.Refused, "SW0005")]
    [InlineData(SourceFailure.TooLarge, "SW0006")]
    public async Task Parse_SourceIsWrong_IsRejectedWithItsCode(SourceFailure failure, string code)
    {
        _repositories.Failure = new SourceException(failure, "what to do");
        await ParseAsync();

        Assert.Equal(OperationState.Rejected, _operations["i1"].State);
        Assert.Equal($"error {code}: what to do", Assert.Single(_operations["i1"].Diagnostics).ToString());
    }

    [Fact]
    public async Task Parse_SourceUnreachable_ThrowsForARetry()
    {
        _repositories.Failure = new SourceException(SourceFailure.Unreachable, "no answer");

        await Assert.ThrowsAsync<SourceException>(ParseAsync);
        Assert.Equal(OperationState.Running, _operations["i1"].State);
    }

    [Theory]
    [InlineData("/srv/shop", "", null)]
    [InlineData("/srv/other", "", "error SW0010: the environment \"shop\" belongs to /srv/other; choose another name with --name")]
    [InlineData("/srv/shop", "deploy", "error SW0010: the environment \"shop\" belongs to /srv/shop deploy; choose another name with --name")]
    [InlineData(null, "", "error SW0010: the environment \"shop\" belongs to configurations that were given directly; choose another name with --name")]
    public async Task Parse_NameOfACluster_IsRejectedUnlessItIsTheSameSource(string? repository, string directory, string? expected)
    {
        _clusters.Add(Cluster() with { Source = repository is null ? null : new ClusterSource(repository, directory, "main", [], []) });
        await ParseAsync();

        Assert.Equal(expected, _operations["i1"].Diagnostics.SingleOrDefault()?.ToString());
        Assert.Equal(expected is null ? 1 : 0, _context.Sent.Count);
    }

    [Fact]
    public async Task Parse_ImportNotStored_IsPermanent() => await Assert.ThrowsAsync<PermanentFailureException>(
        () => Parser().HandleAsync(new ParseConfig<FakeFormat>("unknown"), _context, Token));

    [Fact]
    public async Task Create_NewName_MakesAClusterWithItsFirstRevision()
    {
        await ParseAsync();
        await CreateAsync();

        var cluster = (await _clusters.FindByNameAsync("shop", Token))!;
        Assert.Equal(("fake", 1, ClusterState.Deploying, "/srv/shop"), (cluster.Format, cluster.Revision, cluster.State, cluster.Source!.Repository));
        Assert.Equal([new ClusterCreated(cluster.Id, "shop", 1)], _context.Sent);
        Assert.Equal("created, revision 1", _context.Outcome);
        Assert.Equal(cluster.Id, _operations["i1"].ClusterId);
        Assert.Equal([1], _clusters.RevisionsOf(cluster.Id));
    }

    [Fact]
    public async Task Create_SameCommitAndContent_KeepsTheRevisionAndDeploysAgain()
    {
        var id = await RunAsync();
        await RunAsync();

        Assert.Equal([1], _clusters.RevisionsOf(id));
        Assert.Equal([new ClusterUpdated(id, "shop", 1)], _context.Sent);
        Assert.Equal("revision 1 is the same", _context.Outcome);
    }

    [Fact]
    public async Task Create_NewCommit_WritesTheNextRevision()
    {
        var id = await RunAsync();
        _repositories.Resolved = _repositories.Resolved with { Commit = new string('b', 40) };
        await RunAsync();

        Assert.Equal([1, 2], _clusters.RevisionsOf(id));
        Assert.Equal(new string('b', 40), (await _clusters.FindRevisionAsync(id, 2, Token))?.Commit);
        Assert.Equal([new ClusterUpdated(id, "shop", 2)], _context.Sent);
    }

    [Fact]
    public async Task Create_NewContentOfTheSameCommit_WritesTheNextRevision()
    {
        var id = await RunAsync();
        _format.Result = _format.Result with { Set = new ConfigurationSet { Configurations = [new RunnableConfiguration { Name = "api", Image = new RegistryImage("api") }] } };
        await RunAsync();

        Assert.Equal([1, 2], _clusters.RevisionsOf(id));
        Assert.Equal("revision 2", _context.Outcome);
    }

    [Fact]
    public async Task Create_Always_NotesTheCommitAsSeenAndTakesAProblemAway()
    {
        var id = await RunAsync();
        var cluster = (await _clusters.FindAsync(id, Token))!;
        Assert.Equal(_repositories.Resolved.Commit, cluster.SeenCommit);

        _clusters.Update(cluster with { SeenCommit = new string('c', 40), Problem = new ConfigurationProblem(new string('c', 40), []) });
        await RunAsync();
        Assert.Equal((_repositories.Resolved.Commit, null), ((await _clusters.FindAsync(id, Token))!.SeenCommit, (await _clusters.FindAsync(id, Token))!.Problem));
    }

    [Fact]
    public async Task Create_RefMovedWhileItWasImported_IsFollowed()
    {
        _connected.Add(new ConnectedRepository { Id = "r1", Address = "/srv/shop", Format = "fake", ConnectedAt = _time.GetUtcNow() });
        _connected.Put(new SeenRef("r1", "refs/heads/main", new string('b', 40), _time.GetUtcNow()));
        var id = await RunAsync();

        var pushed = _context.Sent.OfType<ClusterPushed<FakeFormat>>().Single();
        Assert.Equal(new ClusterPushed<FakeFormat>(id, "shop", new string('b', 40)), pushed);
        Assert.Equal(OperationKind.Push, _operations[_context.Chains[pushed]].Kind);
    }

    [Fact]
    public async Task Create_NameThatAnotherRefTookMeanwhile_ChoosesAnotherName()
    {
        _repositories.Resolved = _repositories.Resolved with { Ref = "feature/a", IsDefault = false };
        _imports.Update(_imports["i1"] with { Ref = "refs/heads/feature/a" });
        await ParseAsync();
        _clusters.Add(Cluster() with { Name = "shop-feature-a", Source = new ClusterSource("/srv/shop", "", "feature-a", [], []) });
        await CreateAsync();
        Assert.Equal([new ParseConfig<FakeFormat>("i1")], _context.Sent);

        await ParseAsync();
        await CreateAsync();
        Assert.StartsWith("shop-feature-a-", Assert.IsType<ClusterCreated>(_context.Sent[0]).ClusterName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_NothingParsed_IsPermanent() => await Assert.ThrowsAsync<PermanentFailureException>(CreateAsync);

    [Fact]
    public async Task Dead_RunningOperation_Fails()
    {
        await new ImportDeadHandler<FakeFormat>(_operations, _time).HandleDeadAsync(new ParseConfig<FakeFormat>("i1"), "no answer", _context, Token);

        Assert.Equal((OperationState.Failed, "no answer"), (_operations["i1"].State, _operations["i1"].Failure?.Reason));
    }

    [Fact]
    public async Task Dead_EndedOperation_StaysAsItIs()
    {
        _operations.Update(_operations["i1"] with { State = OperationState.Rejected });
        await new ImportDeadHandler<FakeFormat>(_operations, _time).HandleDeadAsync(new CreateCluster<FakeFormat>("i1", "shop"), "no answer", _context, Token);

        Assert.Equal(OperationState.Rejected, _operations["i1"].State);
    }

    [Fact]
    public async Task Events_AskForTheNextTask()
    {
        await new ParseOnRequested<FakeFormat>().HandleAsync(new ImportRequested<FakeFormat>("i1"), _context, Token);
        await new CreateOnParsed<FakeFormat>().HandleAsync(new ConfigParsed<FakeFormat>("i1", "shop"), _context, Token);

        Assert.Equal([new ParseConfig<FakeFormat>("i1"), new CreateCluster<FakeFormat>("i1", "shop")], _context.Sent);
    }

    private ParseConfigHandler<FakeFormat> Parser() =>
        new(_imports, _operations, _clusters, new ConfigurationParser<FakeFormat>(_repositories, _format), _progress, _time);

    private Task ParseAsync() => Parser().HandleAsync(new ParseConfig<FakeFormat>("i1"), _context, Token);

    private Task CreateAsync()
    {
        _context = new RecordedContext("i1");
        return new CreateClusterHandler<FakeFormat>(_imports, _operations, _clusters, _connected, new FeedbackDesk(_connected, []), _time).HandleAsync(new CreateCluster<FakeFormat>("i1", "shop"), _context, Token);
    }

    private async Task<string> RunAsync()
    {
        await ParseAsync();
        await CreateAsync();
        return (await _clusters.FindByNameAsync("shop", Token))!.Id;
    }

    private Cluster Cluster() => new()
    {
        Id = "c1",
        Name = "shop",
        Format = "fake",
        Revision = 1,
        State = ClusterState.Running,
        CreatedAt = _time.GetUtcNow(),
        UpdatedAt = _time.GetUtcNow(),
    };
}
