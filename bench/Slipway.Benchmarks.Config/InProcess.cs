using Slipway.Compose;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Slipway.Benchmarks.Config;

/// <summary>Loading inside of a running process, beside the parser that it rests on. Rounds take turns, after some that do not count.</summary>
internal sealed class InProcess(string directory)
{
    // So that the compiler has seen what is hot, and has compiled it again.
    private const int WarmUp = 60;
    private readonly string _text = File.ReadAllText(Path.Combine(directory, "compose.yaml"));
    private readonly ComposeLoadOptions _options = new() { WorkingDirectory = directory };

    /// <summary>Milliseconds of processor time of: only the parser's events, its tree, the load, and the load with provenance.</summary>
    public (Spread Events, Spread Tree, Spread Load, Spread Noted) Measure(int rounds)
    {
        Func<object?>[] legs = [Events, Tree, () => Load(_options), () => Load(_options with { Provenance = true })];
        var taken = legs.Select(_ => new List<double>(rounds)).ToArray();
        for (var round = -WarmUp; round < rounds; round++)
        {
            for (var leg = 0; leg < legs.Length; leg++)
            {
                // Processor time, of all threads, so that what else the machine does and what the collector does beside count as they should.
                var started = Environment.CpuUsage.TotalTime;
                GC.KeepAlive(legs[leg]());
                if (round >= 0)
                {
                    taken[leg].Add((Environment.CpuUsage.TotalTime - started).TotalMilliseconds);
                }
            }
        }

        return (new Spread(taken[0]), new Spread(taken[1]), new Spread(taken[2]), new Spread(taken[3]));
    }

    /// <summary>Loads over and over, and says how much one load allocates.</summary>
    public void LoadOften(int times)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < times; i++)
        {
            Load(_options);
        }

        Console.WriteLine($"{(GC.GetAllocatedBytesForCurrentThread() - before) / times / 1024} KiB a load");
        before = GC.GetAllocatedBytesForCurrentThread();
        Tree();
        Console.WriteLine($"{(GC.GetAllocatedBytesForCurrentThread() - before) / 1024} KiB for the tree of the parser");
    }

    private static LoadResult Load(ComposeLoadOptions options)
    {
        var result = ComposeLoader.Load(options, new DiskComposeFiles());
        result.GetProjectOrThrow();
        return result;
    }

    private Parser Events()
    {
        var parser = new Parser(new StringReader(_text));
        while (parser.MoveNext())
        {
        }

        return parser;
    }

    private YamlStream Tree()
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(_text));
        return stream;
    }
}
