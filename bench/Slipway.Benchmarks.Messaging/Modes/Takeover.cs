using System.Diagnostics;

namespace Slipway.Benchmarks.Messaging;

/// <summary>
/// How long a message stays away whose worker died, with the default lease of 30 s: killed on this machine, where the other worker sees that the
/// process is gone; and stopped (SIGSTOP), which is what a dead machine looks like to the others.
/// </summary>
internal static class Takeover
{
    public static async Task RunAsync(ILeg leg, string footing, string directory, string how, CancellationToken cancellationToken)
    {
        await leg.OpenAsync(cancellationToken);
        string[] child = ["takeover-child", footing, "--directory", directory];
        await using var first = ChildProcess.Start(child);
        await first.SaysAsync("ready", cancellationToken);
        await leg.PublishAsync([Parcel.Make(0)], cancellationToken);
        await first.SaysAsync("running", cancellationToken);
        await using var second = ChildProcess.Start(child);
        await second.SaysAsync("ready", cancellationToken);

        // Somewhere between two renewals of the lease, and after a look of the second.
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, cancellationToken);
        var start = Stopwatch.GetTimestamp();
        await first.SignalAsync(how == "killed" ? "KILL" : "STOP");
        await second.SaysAsync("running", cancellationToken);
        Output.Write("takeover_s", Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
