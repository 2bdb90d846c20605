using BenchmarkDotNet.Attributes;
using Slipway.Benchmarks.Planning;
using Slipway.Core.Configurations;
using Slipway.Core.Hashing;
using Slipway.Core.Planning;

namespace Slipway.Benchmarks.Hashing;

/// <summary>The hashes of 500 configurations: of the whole set, and of each attribute of each container.</summary>
[MemoryDiagnoser]
public class HashBenchmarks
{
    private readonly ConfigurationSet _set = GeneratedCluster.Configurations(500);

    [Benchmark(Baseline = true)]
    public string OfSet() => ContentHash.Of(_set);

    /// <summary>Resolving is hashing for the most part.</summary>
    [Benchmark]
    public DesiredState OfEveryContainer() => GeneratedCluster.Resolve(_set);
}
