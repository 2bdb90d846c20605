namespace Slipway.Compose.Fuzz;

/// <summary>Runs inputs once each, to look at what was found.</summary>
internal static class Replay
{
    public static int Run(Arguments arguments)
    {
        using var coverage = new Coverage();    // instrumented code writes to it
        var failed = 0;
        foreach (var file in arguments.Replay)
        {
            foreach (var target in arguments.Targets)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var start = Environment.CpuUsage.TotalTime;
                try
                {
                    target.Run(File.ReadAllBytes(file));
                    Console.WriteLine($"{file}: {target.Name}: fine, {(Environment.CpuUsage.TotalTime - start).TotalMilliseconds:f0} ms of processor time, {(GC.GetAllocatedBytesForCurrentThread() - before) / 1024} KiB allocated");
                }
#pragma warning disable CA1031 // whatever leaves a target is what is looked for
                catch (Exception e)
#pragma warning restore CA1031
                {
                    failed++;
                    Console.WriteLine($"{file}: {target.Name}: {e}");
                }
            }
        }

        return failed == 0 ? 0 : 1;
    }
}
