using System.Diagnostics;

namespace Slipway.Benchmarks.Messaging;

/// <summary>
/// End-to-end latency at a fixed rate. Sends follow the clock and not the answers, and a latency counts from when the message should have been
/// sent: a system that stalls does not hide it by being asked less.
/// </summary>
internal static class OpenLoop
{
    public static async Task RunAsync(ILeg leg, Arrivals arrivals, int rate, int seconds, CancellationToken cancellationToken)
    {
        await leg.OpenAsync(cancellationToken);
        await leg.ConsumeAsync(cancellationToken);
        await PaceAsync(leg, arrivals, rate, rate * 2, cancellationToken);
        await PaceAsync(leg, arrivals, rate, rate * seconds, cancellationToken);
        Output.WritePercentiles(arrivals.Latencies);
    }

    private static async Task PaceAsync(ILeg leg, Arrivals arrivals, int rate, int messages, CancellationToken cancellationToken)
    {
        var complete = arrivals.Begin(messages);
        var sends = new List<Task>(messages);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < messages; i++)
        {
            var at = start + (Stopwatch.Frequency * i / rate);
            while (Stopwatch.GetTimestamp() < at)
            {
                // The timer ticks once in a millisecond, which is fine enough beside what is measured.
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, cancellationToken);
            }
            sends.Add(leg.PublishAsync([Parcel.Make(i, sentAt: at)], cancellationToken));
        }
        await Task.WhenAll(sends);
        await complete.WaitAsync(cancellationToken);
    }
}
