using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Deploying;
using Slipway.Testing.Engines;
using Slipway.Testing.Sources;
using Slipway.Testing.Stores;

namespace Slipway.Core.Tests.Deploying;

/// <summary>A deployer on an engine in memory.</summary>
internal sealed class Deployment
{
    private int _revision;

    public Deployment() => Deployer = new Deployer(
        Engine, Engine, Repositories, Progress, Microsoft.Extensions.Options.Options.Create(Options), Time, NullLogger<Deployer>.Instance);

    public FakeEngine Engine { get; } = new();

    public FakeRepositories Repositories { get; } = new();

    public RecordedProgress Progress { get; } = new();

    public FakeTimeProvider Time { get; } = new(Given.Now);

    public DeployOptions Options { get; } = new();

    public Deployer Deployer { get; }

    /// <summary>Gets the revisions that were deployed.</summary>
    public Dictionary<int, Revision> Revisions { get; } = [];

    /// <summary>Gets or sets whether a cancelled deployment was overtaken.</summary>
    public bool IsOvertaken { get; set; }

    public Task<DeployOutcome> DeployAsync(ConfigurationSet set, CancellationToken? cancellationToken = null)
    {
        _revision++;
        Revisions[_revision] = Given.Revision(set, _revision);
        var job = new DeployJob("operation-1", Given.Cluster(_revision), Revisions[_revision])
        {
            FindRevision = (number, _) => Task.FromResult(Revisions.GetValueOrDefault(number)),
            IsOvertaken = () => IsOvertaken,
        };
        return Deployer.DeployAsync(job, cancellationToken ?? TestContext.Current.CancellationToken);
    }

    /// <summary>Deploys; it must succeed.</summary>
    public async Task<DeployOutcome> SucceedAsync(ConfigurationSet set)
    {
        var outcome = await DeployAsync(set);
        Assert.True(outcome.Failure is null, outcome.Failure?.ToString());
        return outcome;
    }
}
