using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Deploying;
using Slipway.Core.Hashing;
using Slipway.Core.Planning;
using Slipway.Testing.Sources;
using Slipway.Testing.Stores;

namespace Slipway.Docker.Tests.Deploying;

/// <summary>The core flow's deployer on the real engine.</summary>
internal sealed class EngineDeployment
{
    private readonly TestCluster _cluster;
    private readonly Deployer _deployer;
    private readonly Dictionary<int, Revision> _revisions = [];

    public EngineDeployment(EngineFixture fixture, TestCluster cluster)
    {
        _cluster = cluster;
        _deployer = new Deployer(
            fixture.Engine, fixture.Builder(false), Repositories, new RecordedProgress(), Microsoft.Extensions.Options.Options.Create(Options), TimeProvider.System, NullLogger<Deployer>.Instance);
    }

    public FakeRepositories Repositories { get; } = new();

    public DeployOptions Options { get; } = new() { StabilityWindow = TimeSpan.FromMilliseconds(300) };

    public bool IsOvertaken { get; set; }

    public ConfigurationSet Set(params RunnableConfiguration[] configurations) => new()
    {
        Configurations = [.. configurations.Select(c => c with { Networks = [new Slipway.Core.Configurations.NetworkAttachment { Network = "default" }] })],
        Networks = [_cluster.Network("default")],
        Volumes = [_cluster.Volume("data")],
    };

    public Task<DeployOutcome> DeployAsync(ConfigurationSet set, CancellationToken? cancellationToken = null)
    {
        var number = _revisions.Count + 1;
        var now = DateTimeOffset.UnixEpoch;
        var revision = _revisions[number] = new Revision
        {
            ClusterId = _cluster.Owner.ClusterId,
            Number = number,
            Commit = string.Empty,
            Set = set,
            ContentHash = ContentHash.Of(set),
            CreatedAt = now,
        };
        var cluster = new Cluster
        {
            Id = _cluster.Owner.ClusterId,
            Name = _cluster.Name,
            Format = "api",
            Revision = number,
            State = ClusterState.Deploying,
            CreatedAt = now,
            UpdatedAt = now,
        };
        var job = new DeployJob("operation", cluster, revision)
        {
            FindRevision = (n, _) => Task.FromResult(_revisions.GetValueOrDefault(n)),
            IsOvertaken = () => IsOvertaken,
        };
        return _deployer.DeployAsync(job, cancellationToken ?? TestCluster.Token);
    }

    public async Task<DeployOutcome> SucceedAsync(ConfigurationSet set)
    {
        var outcome = await DeployAsync(set);
        Assert.True(outcome.Failure is null, $"{outcome.Failure}\n{outcome.Record.PlanText}");
        return outcome;
    }

    public async Task<ImmutableArray<ObservedContainer>> ContainersAsync() =>
        await _cluster.Engine.ListContainersAsync(_cluster.Name, TestCluster.Token);

    public async Task<ObservedContainer> TheAsync(string instance) => Assert.Single(await ContainersAsync(), c => c.Instance == instance);

    public Task<string> ExecAsync(string container, params string[] command) => _cluster.ExecAsync(container, command);
}
