using BenchmarkDotNet.Attributes;
using Slipway.Core.Planning;

namespace Slipway.Benchmarks.Planning;

/// <summary>A cluster of 500 containers: deciding that nothing is to be done, that all is to be made, and that one has changed.</summary>
[MemoryDiagnoser]
public class PlanBenchmarks
{
    private const int Containers = 500;

    private static readonly ObservedState Nothing = new()
    {
        Images = GeneratedCluster.Reached(GeneratedCluster.Resolve(GeneratedCluster.Configurations(Containers))).Images,
    };

    private DesiredState _desired = null!;
    private DesiredState _changed = null!;
    private ObservedState _reached = null!;

    /// <summary>A plan of the wrong size would be measured as if it were right.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var set = GeneratedCluster.Configurations(Containers);
        var last = set.Configurations[^1];
        _desired = GeneratedCluster.Resolve(set);
        _changed = GeneratedCluster.Resolve(set with { Configurations = set.Configurations.SetItem(Containers - 1, last with { User = "1000" }) });
        _reached = GeneratedCluster.Reached(_desired);
        if (Unchanged().Nodes.Length != 0 || OneChanged().Replacements.Length != 1 || AllNew().Nodes.Length < Containers * 3)
        {
            throw new InvalidOperationException("The plans are not those that this measures.");
        }
    }

    [Benchmark(Baseline = true)]
    public Plan Unchanged() => DeployPlanner.Plan(_desired, _reached);

    [Benchmark]
    public Plan OneChanged() => DeployPlanner.Plan(_changed, _reached);

    [Benchmark]
    public Plan AllNew() => DeployPlanner.Plan(_desired, Nothing);
}
