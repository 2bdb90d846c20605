using System.Diagnostics;

namespace Slipway.Benchmarks.Messaging;

/// <summary>
/// How long an idle server takes to begin with a message: from before the session that sends it commits until its handler runs, commits
/// included. One message at a time, with a pause between them, so that the server is idle again.
/// </summary>
internal static class Wake
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);

    public static async Task SameProcessAsync(ILeg leg, Arrivals arrivals, int messages, CancellationToken cancellationToken)
    {
        const int WarmUp = 20;
        await leg.OpenAsync(cancellationToken);
        await leg.ConsumeAsync(cancellationToken);
        var complete = arrivals.Begin(messages + WarmUp);
        await SendAsync(leg, messages + WarmUp, cancellationToken);
        await complete.WaitAsync(cancellationToken);
        Output.WritePercentiles(arrivals.Latencies.Skip(WarmUp));
    }

    /// <summary>The sender; a child process runs the handlers and prints what it measures.</summary>
    public static async Task OtherProcessAsync(ILeg leg, string footing, string directory, int messages, CancellationToken cancellationToken)
    {
        await leg.OpenAsync(cancellationToken);
        await using var child = ChildProcess.Start(["wake-child", footing, "--directory", directory, "--messages", $"{messages}"]);
        await child.SaysAsync("ready", cancellationToken);
        await SendAsync(leg, messages, cancellationToken);
        Console.Write(await child.EndsAsync(cancellationToken));
    }

    public static async Task ChildAsync(ILeg leg, Arrivals arrivals, int messages, CancellationToken cancellationToken)
    {
        var complete = arrivals.Begin(messages);
        await leg.OpenAsync(cancellationToken);
        await leg.ConsumeAsync(cancellationToken);
        Console.WriteLine("ready");
        await complete.WaitAsync(cancellationToken);
        Output.WritePercentiles(arrivals.Latencies.Skip(messages / 10));
    }

    private static async Task SendAsync(ILeg leg, int messages, CancellationToken cancellationToken)
    {
        for (var i = 0; i < messages; i++)
        {
            // The stopwatch is the machine's monotonic clock, the same in both processes.
            await leg.PublishAsync([Parcel.Make(i, sentAt: Stopwatch.GetTimestamp())], cancellationToken);
            await Task.Delay(Pause + TimeSpan.FromMilliseconds(i % 13), TimeProvider.System, cancellationToken);
        }
    }
}
