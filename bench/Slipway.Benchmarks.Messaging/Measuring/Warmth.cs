using System.Runtime;

namespace Slipway.Benchmarks.Messaging;

/// <summary>Brings a process to where one is that runs for days: what is measured must not share the processors with the compiler.</summary>
internal static class Warmth
{
    private const int MostRounds = 4;
    private const int FewMethods = 20;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Carries as many messages as are measured, at least once, until that leaves the compiler next to nothing to do.</summary>
    public static async Task ReachAsync(Func<Task> carry, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var before = JitInfo.GetCompiledMethodCount();
            await carry();
            await QuietAsync(cancellationToken);
            if (JitInfo.GetCompiledMethodCount() - before < FewMethods)
            {
                return;
            }
        }
    }

    // It compiles in the background, a moment after the methods were called often enough.
    private static async Task QuietAsync(CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var before = -1L; before != JitInfo.GetCompiledMethodCount() && TimeProvider.System.GetElapsedTime(began) < Longest;)
        {
            before = JitInfo.GetCompiledMethodCount();
            await Task.Delay(Look, TimeProvider.System, cancellationToken);
        }
    }
}
