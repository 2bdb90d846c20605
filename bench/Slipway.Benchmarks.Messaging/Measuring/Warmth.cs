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
            await QuietAsync(Look, Longest, cancellationToken);
            if (JitInfo.GetCompiledMethodCount() - before < FewMethods)
            {
                return;
            }
        }
    }

    /// <summary>Waits until nothing was compiled between two looks: that happens in the background, a moment after methods were called often enough.</summary>
    public static async Task QuietAsync(TimeSpan look, TimeSpan longest, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var before = -1L; before != JitInfo.GetCompiledMethodCount() && TimeProvider.System.GetElapsedTime(began) < longest;)
        {
            before = JitInfo.GetCompiledMethodCount();
            await Task.Delay(look, TimeProvider.System, cancellationToken);
        }
    }
}
