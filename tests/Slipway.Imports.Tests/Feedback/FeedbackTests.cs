using System.Collections.Immutable;
using System.Text;
using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Diagnostics;
using Slipway.Core.Messages;
using Slipway.Core.Operations;
using Slipway.Imports.Feedback;
using Slipway.Imports.Repositories;
using Slipway.Imports.Tests.Flow;
using Slipway.Testing.Messaging;
using Slipway.Testing.Stores;

namespace Slipway.Imports.Tests.Feedback;

public sealed class FeedbackTests
{
    private const string Repository = "https://github.com/team/shop";
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly string A = new('a', 40);
    private static readonly string B = new('b', 40);

    private readonly MemoryClusterStore _clusters = new();
    private readonly MemoryOperationStore _operations = new();
    private readonly MemoryRepositoryStore _repositories = new();
    private readonly RecordedChannel _channel = new();
    private readonly RecordedContext _context = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ClusterState.Deploying, FeedbackState.Pending, "revision 2 is being deployed")]
    [InlineData(ClusterState.Running, FeedbackState.Success, "revision 2 runs")]
    [InlineData(ClusterState.Failed, FeedbackState.Failure, "web: it ended with exit code 3")]
    public async Task Handle_State_IsToldOfTheCommit(ClusterState state, FeedbackState expected, string description)
    {
        Prepare(state);
        await HandleAsync();

        var told = Assert.Single(_channel.Reports);
        Assert.Equal(("team/shop", A, "shop", expected, description), (told.Repository, told.Feedback.Commit, told.Feedback.Environment, told.Feedback.State, told.Feedback.Description));
        Assert.Equal(state == ClusterState.Running ? "http://localhost:8080" : null, told.Feedback.Address);
        Assert.Empty(_channel.Comments);
    }

    [Fact]
    public async Task Handle_ConfigError_FailsThatCommitAndLeavesTheOther()
    {
        Prepare(ClusterState.Running, c => c with { SeenCommit = B, Problem = new ConfigurationProblem(B, [new Diagnostic("XC0001", Severity.Error, new SourceLocation("compose.yaml", 3, 5), "services.web", "no image")]) });
        await HandleAsync();

        Assert.Equal([(B, FeedbackState.Failure), (A, FeedbackState.Success)], _channel.Reports.Select(r => (r.Feedback.Commit, r.Feedback.State)));
        Assert.StartsWith("config error: compose.yaml:3:5: error XC0001", _channel.Reports[0].Feedback.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handle_SupersededCommit_IsNotLeftPending()
    {
        Prepare(ClusterState.Deploying);
        _operations.Add(Operation("o2", OperationState.Superseded, B));
        await HandleAsync();

        Assert.Equal([(A, FeedbackState.Pending), (B, FeedbackState.Superseded)], _channel.Reports.Select(r => (r.Feedback.Commit, r.Feedback.State)));
    }

    [Fact]
    public async Task Handle_PullRequest_HasOneCommentThatIsEdited()
    {
        Prepare(ClusterState.Running, reference: "refs/pull/7/head");
        _repositories.Put(new PullRequest { RepositoryId = "r1", Number = 7, Commit = A, Branch = "x", IsOpen = true });
        await HandleAsync();
        await HandleAsync();

        Assert.Equal([(7, null), (7, 42L)], _channel.Comments.Select(c => (c.Number, c.Id)));
        Assert.StartsWith(FeedbackText.Marker + "\n### Environment `shop` runs\n", _channel.Comments[0].Text, StringComparison.Ordinal);
        Assert.Contains("`web`: http://localhost:8080", _channel.Comments[0].Text, StringComparison.Ordinal);
        Assert.Contains("MODE from \"a\" to \"b\"", _channel.Comments[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handle_ClusterIsGone_CommentSaysSo()
    {
        Prepare(ClusterState.Running, reference: "refs/pull/7/head");
        _clusters.Remove((await _clusters.FindAsync("c1", Token))!);
        _repositories.Put(new PullRequest { RepositoryId = "r1", Number = 7, Commit = A, Branch = "x", IsOpen = false, CommentId = 42 });
        await HandleAsync("refs/pull/7/head");

        Assert.Empty(_channel.Reports);
        Assert.EndsWith("Environment `shop` is removed\n", Assert.Single(_channel.Comments).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Comment_Failure_HasReasonAndLogWithoutSecrets()
    {
        Prepare(ClusterState.Failed);
        var text = FeedbackText.Comment(Standing(ClusterState.Failed));

        Assert.Contains("web: it ended with exit code 3", text, StringComparison.Ordinal);
        Assert.Contains("cannot connect to ••• as •••", text, StringComparison.Ordinal);
        Assert.Contains("https://•••@example.org", text, StringComparison.Ordinal);
        foreach (var secret in new[] { "hunter22", "s3cr3t-file", "user:pw" })
        {
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }

        // Nothing that a log says may end the block, or call anybody.
        Assert.Contains("\n````\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outcome_RepositoryOnGitHub_AsksForFeedback()
    {
        Prepare(ClusterState.Running);
        var handler = new FeedbackOnOutcome(_clusters, new FeedbackDesk(_repositories, [_channel]));
        await handler.HandleAsync(new ClusterDeployed("c1", "shop", 2), _context, Token);
        await handler.HandleAsync(new ClusterDeployFailed("c1", "shop", 2, "web", "no"), _context, Token);
        await handler.HandleAsync(new ClusterDeleted("c1", "shop") { Repository = Repository, Ref = "main" }, _context, Token);

        Assert.Equal(Enumerable.Repeat<object>(new SendFeedback("c1", "shop", Repository, "main"), 3), _context.Sent);
    }

    [Fact]
    public async Task Outcome_RepositoryElsewhere_AsksForNothing()
    {
        Prepare(ClusterState.Running, gitHub: null);
        await new FeedbackOnOutcome(_clusters, new FeedbackDesk(_repositories, [_channel])).HandleAsync(new ClusterDeployed("c1", "shop", 2), _context, Token);

        Assert.Empty(_context.Sent);
    }

    private static Cluster Cluster(ClusterState state, string reference = "main") => new()
    {
        Id = "c1",
        Name = "shop",
        Format = "fake",
        Source = new ClusterSource(Repository, string.Empty, reference, [], []),
        Revision = 2,
        State = state,
        SeenCommit = A,
        CreatedAt = Noon,
        UpdatedAt = Noon,
    };

    private static Revision Revision(int number, string mode) => new()
    {
        ClusterId = "c1",
        Number = number,
        Commit = number == 2 ? A : B,
        Set = new ConfigurationSet
        {
            Configurations =
            [
                new RunnableConfiguration
                {
                    Name = "web",
                    Image = new RegistryImage("web"),
                    Environment = ImmutableSortedDictionary<string, string>.Empty.Add("MODE", mode).Add("DB_PASSWORD", "hunter22"),
                    Mounts = [new FileMount("/run/secrets/db", true, Convert.ToBase64String(Encoding.UTF8.GetBytes("s3cr3t-file\n")))],
                },
            ],
        },
        ContentHash = "h" + mode,
        CreatedAt = Noon,
    };

    private static ClusterOperation Operation(string id, OperationState state, string commit) => new()
    {
        Id = id, Kind = OperationKind.Push, State = state, ClusterId = "c1", ClusterName = "shop", Commit = commit, StartedAt = Noon,
    };

    private static ClusterOperation Deployed() => Operation("o1", OperationState.Succeeded, A) with
    {
        Failure = new OperationFailure("web", "it ended with exit code 3", null, ["cannot connect to s3cr3t-file as hunter22", "```@everybody", "https://user:pw@example.org"], "look"),
        Deployment = new DeploymentRecord(2, string.Empty, new PlanCounts(0, 0, 0, 0, 0, 0, 0), [], [new Address("web", 80, "tcp", "localhost", 8080)]),
    };

    private static FeedbackStanding Standing(ClusterState state) => new("shop", Cluster(state), Revision(2, "b"), Revision(1, "a"), Deployed(), []);

    private void Prepare(ClusterState state, Func<Cluster, Cluster>? change = null, string reference = "main", string? gitHub = "team/shop")
    {
        var cluster = Cluster(state, reference);
        _clusters.Add(change is null ? cluster : change(cluster));
        _clusters.Add(Revision(1, "a"));
        _clusters.Add(Revision(2, "b"));
        _operations.Add(Deployed());
        _repositories.Add(new ConnectedRepository { Id = "r1", Address = Repository, GitHubName = gitHub, Format = "fake", ConnectedAt = Noon });
    }

    private Task HandleAsync(string reference = "main") => new SendFeedbackHandler(_channel, _clusters, _operations, _repositories)
        .HandleAsync(new SendFeedback("c1", "shop", Repository, _clusters.FindAsync("c1", Token).Result?.Source?.Ref ?? reference), _context, Token);
}
