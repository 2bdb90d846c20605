namespace Slipway.Compose.Fuzz;

/// <summary>Runs inputs once each, to look at what was found.</summary>
internal static class Replay
{
    public static int Run(Arguments arguments)
    {
        var failed = 0;
        foreach (var file in arguments.Replay)
        {
            foreach (var target in arguments.Targets)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var clock = System.Diagnostics.Stopwatch.StartNew();
                try
                {
                    target.Run(File.ReadAllBytes(file));
                    Console.WriteLine($"{file}: {target.Name}: fine, {clock.ElapsedMilliseconds} ms, {(GC.GetAllocatedBytesForCurrentThread() - before) / 1024} KiB allocated");
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
