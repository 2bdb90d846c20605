using System.Diagnostics;

namespace Slipway.Compose.Fuzz;

/// <summary>Runs targets on changed inputs, keeps the inputs that reach new code, and writes down those that break something.</summary>
internal sealed class Fuzzer(Arguments arguments)
{
    private const long MemoryLimit = 256L * 1024 * 1024;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);
    private readonly Random _random = new(arguments.Seed);
    private readonly Findings _findings = new(Path.Combine(arguments.Out, "findings"));
    private long _runs;
    private long _mostAllocated;
    private TimeSpan _longest;

    public int Run()
    {
        using var coverage = new Coverage();
        using var watchdog = new Watchdog(_findings, TimeLimit);
        var clock = Stopwatch.StartNew();
        var corpora = arguments.Targets.Select(t => new Corpus(Path.Combine(arguments.Out, "corpus", t.Name), arguments.Seed)).ToArray();
        for (var t = 0; t < corpora.Length; t++)
        {
            foreach (var input in Seeds.For(arguments.Targets[t]).Concat(corpora[t].Fresh()))
            {
                corpora[t].Add(input);
                Try(arguments.Targets[t], input, coverage, watchdog);
            }
        }

        if (coverage.Edges == 0)
        {
            Console.Error.WriteLine("No edge was counted: Slipway.Compose.dll is not instrumented. Run eng/fuzz.sh, which does that.");
            return 2;
        }

        var mutator = new Mutator(_random);
        var nextLine = TimeSpan.Zero;
        while (clock.Elapsed < arguments.Time && _runs < arguments.Runs)
        {
            var t = _random.Next(corpora.Length);
            var input = mutator.Mutate(corpora[t].Choose(_random), corpora[t].Choose(_random));
            if (Try(arguments.Targets[t], input, coverage, watchdog))
            {
                corpora[t].Save(input);
            }

            if (clock.Elapsed >= nextLine)
            {
                Say("fuzzing", clock, coverage, corpora);
                nextLine = clock.Elapsed + TimeSpan.FromSeconds(30);
                Learn(corpora, coverage, watchdog);
            }
        }

        Say("finished", clock, coverage, corpora);
        return _findings.Count == 0 ? 0 : 1;
    }

    private void Learn(Corpus[] corpora, Coverage coverage, Watchdog watchdog)
    {
        for (var t = 0; t < corpora.Length; t++)
        {
            foreach (var input in corpora[t].Fresh())
            {
                if (Try(arguments.Targets[t], input, coverage, watchdog))
                {
                    corpora[t].Add(input);
                }
            }
        }
    }

    /// <summary>Runs a target once.</summary>
    /// <returns>Whether the input reached something new.</returns>
    private bool Try(IFuzzTarget target, byte[] input, Coverage coverage, Watchdog watchdog)
    {
        coverage.Clear();
        watchdog.Begin(target, input);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Environment.CpuUsage.TotalTime;
        try
        {
            target.Run(input);
        }
#pragma warning disable CA1031 // whatever leaves a target is what is looked for
        catch (Exception e)
#pragma warning restore CA1031
        {
            _findings.Add(e is OutOfMemoryException ? "memory" : "crash", target.Name, input, e.ToString());
        }

        watchdog.End();
        _runs++;
        var time = Environment.CpuUsage.TotalTime - start;
        _longest = time > _longest ? time : _longest;
        _mostAllocated = Math.Max(_mostAllocated, GC.GetAllocatedBytesForCurrentThread() - before);
        if (_runs % 64 == 0 && Watchdog.PeakBytes > MemoryLimit)
        {
            _findings.Add("memory", target.Name, input, $"the process has used {Watchdog.PeakBytes} bytes");
        }

        return coverage.Merge() > 0;
    }

    private void Say(string what, Stopwatch clock, Coverage coverage, Corpus[] corpora) => Console.WriteLine(
        $"{what}: worker {arguments.Seed}, {clock.Elapsed.TotalSeconds:f0} s, {_runs} runs, {_runs / Math.Max(1, clock.Elapsed.TotalSeconds):f0} a second, "
        + $"{corpora.Sum(c => c.Count)} inputs, {coverage.Edges} edges, {_findings.Count} findings, longest run {_longest.TotalMilliseconds:f0} ms of processor time, "
        + $"most allocated in a run {_mostAllocated / 1024 / 1024} MiB, peak memory {Watchdog.PeakBytes / 1024 / 1024} MiB");
}
