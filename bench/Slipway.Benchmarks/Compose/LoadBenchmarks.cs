using BenchmarkDotNet.Attributes;
using Slipway.Compose;
using YamlDotNet.RepresentationModel;

namespace Slipway.Benchmarks.Compose;

/// <summary>A project of 300 services: the whole load, beside only parsing its YAML.</summary>
[MemoryDiagnoser]
public class LoadBenchmarks
{
    private readonly GeneratedFiles _files = new(300);
    private readonly ComposeLoadOptions _options = new() { WorkingDirectory = GeneratedFiles.Directory };

    /// <summary>A benchmark of a load that fails would look fast.</summary>
    [GlobalSetup]
    public void Check() => ComposeLoader.Load(_options, _files).GetProjectOrThrow();

    [Benchmark(Baseline = true)]
    public int ParseYaml()
    {
        var stream = new YamlStream();
        using var reader = new StringReader(_files.Text);
        stream.Load(reader);
        return stream.Documents.Count;
    }

    [Benchmark]
    public LoadResult LoadProject() => ComposeLoader.Load(_options, _files);
}
