using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Core.Clusters;
using Slipway.Core.Messages;
using Slipway.Messaging;
using Slipway.Storage;
using Slipway.Storage.Databases;

namespace Slipway.Benchmarks.Updating;

/// <summary>Finding the clusters that a push concerns, in a scope of its own as a handler does, among few and many stored ones (SQLite on disk).</summary>
[MemoryDiagnoser]
public class LookupBenchmarks
{
    private const int BatchSize = 500;
    private readonly string _directory = Directory.CreateTempSubdirectory("slipway-lookup-").FullName;
    private ServiceProvider _services = null!;

    /// <summary>Gets or sets how many clusters are stored, each of a branch of its own in one of a hundred repositories.</summary>
    [Params(10, 10_000)]
    public int Clusters { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        var address = DatabaseAddress.OfFile(Path.Combine(_directory, $"{Clusters}.db"));
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddLogging();
        services.AddSlipwayMessaging("benchmark").UseSqlite(address.ConnectionString).Work<DeployCluster>();
        services.AddSlipwayStorage(address);
        _services = services.BuildServiceProvider();
        await _services.MigrateSlipwayDatabaseAsync(CancellationToken.None);
        foreach (var batch in Enumerable.Range(0, Clusters).Chunk(BatchSize))
        {
            await using var scope = _services.CreateAsyncScope();
            var store = scope.ServiceProvider.GetRequiredService<IClusterStore>();
            foreach (var number in batch)
            {
                store.Add(ClusterOf(number));
            }

            await scope.ServiceProvider.GetRequiredService<IMessageSession>().CommitAsync(CancellationToken.None);
        }
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _services.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Benchmark]
    public async Task<int> FindClustersOfPushAsync()
    {
        await using var scope = _services.CreateAsyncScope();
        var found = await scope.ServiceProvider.GetRequiredService<IClusterStore>().ListByBranchAsync(new TrackedBranch("/srv/repository-5", "branch-5"), CancellationToken.None);
        return found.Length;
    }

    private static Cluster ClusterOf(int number) => new()
    {
        Id = Guid.NewGuid().ToString("N"),
        Name = $"cluster-{number}",
        Format = "compose",
        Source = new ClusterSource($"/srv/repository-{number % 100}", string.Empty, $"branch-{number}", [], []),
        Revision = 1,
        State = ClusterState.Running,
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };
}
