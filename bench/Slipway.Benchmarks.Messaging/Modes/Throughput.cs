namespace Slipway.Benchmarks.Messaging;

/// <summary>Publishes and consumes at once, and stops the clock when the last message is handled and recorded.</summary>
internal static class Throughput
{
    public static async Task RunAsync(ILeg leg, Arrivals arrivals, int messages, int keys, CancellationToken cancellationToken)
    {
        await leg.OpenAsync(cancellationToken);
        await leg.ConsumeAsync(cancellationToken);
        await Warmth.ReachAsync(() => CarryAsync(leg, arrivals, messages, keys, cancellationToken), cancellationToken);

        var before = Usage.Now();
        await CarryAsync(leg, arrivals, messages, keys, cancellationToken);
        var after = Usage.Now();

        Output.Write(after.Since(before, messages));
        Output.Write(Metrics.Copies, arrivals.Copies);
        Output.Write(Metrics.OutOfOrder, arrivals.OutOfOrder);
        Output.Write(Metrics.Durable, leg.Guarantees.Durable ? 1 : 0);
        Output.Write(Metrics.Confirmed, leg.Guarantees.Confirmed ? 1 : 0);
        Output.Write(Metrics.Transactional, leg.Guarantees.Transactional ? 1 : 0);
        Output.Write(Metrics.Deduplicated, leg.Guarantees.Deduplicated ? 1 : 0);
    }

    public static async Task RunLoopAsync(SqlLoop loop, int messages, CancellationToken cancellationToken)
    {
        const int Batch = 50;
        await Warmth.ReachAsync(() => loop.RunAsync(messages, Batch, cancellationToken), cancellationToken);

        var before = Usage.Now();
        await loop.RunAsync(messages, Batch, cancellationToken);
        Output.Write(Usage.Now().Since(before, messages));
    }

    private static async Task CarryAsync(ILeg leg, Arrivals arrivals, int messages, int keys, CancellationToken cancellationToken)
    {
        var complete = arrivals.Begin(messages);
        Parcel[] parcels = [.. Enumerable.Range(0, messages).Select(i => Parcel.Make(i, keys == 0 ? "" : $"key:{i % keys}"))];
        try
        {
            await leg.PublishAsync(parcels, cancellationToken);
            await complete.WaitAsync(cancellationToken);
            await leg.SettleAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{arrivals.Distinct} of {messages} messages arrived in time");
        }
    }
}
