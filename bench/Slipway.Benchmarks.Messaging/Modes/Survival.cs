namespace Slipway.Benchmarks.Messaging;

/// <summary>
/// How much of what a publisher was told is safe is still there after the server's death by signal 9. Two processes: one publishes, whoever
/// started it kills and restarts the server, another one consumes what is left.
/// </summary>
internal static class Survival
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(4);

    public static async Task PublishAsync(ILeg leg, int messages, CancellationToken cancellationToken)
    {
        await leg.OpenAsync(cancellationToken);
        await leg.PublishAsync([.. Enumerable.Range(0, messages).Select(i => Parcel.Make(i))], cancellationToken);
        Output.Write(Metrics.Published, messages);
    }

    public static async Task ConsumeAsync(ILeg leg, Arrivals arrivals, int messages, CancellationToken cancellationToken)
    {
        var complete = arrivals.Begin(messages);
        await leg.OpenAsync(cancellationToken);
        await leg.ConsumeAsync(cancellationToken);
        for (var before = -1; !complete.IsCompleted && before != arrivals.Distinct;)
        {
            before = arrivals.Distinct;
            await Task.WhenAny(complete, Task.Delay(Quiet, TimeProvider.System, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
        Output.Write(Metrics.LostAfterKill, messages - arrivals.Distinct);
    }
}
