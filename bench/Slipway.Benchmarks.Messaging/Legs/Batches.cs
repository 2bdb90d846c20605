namespace Slipway.Benchmarks.Messaging;

/// <summary>Several publishers, each with one batch at a time.</summary>
internal static class Batches
{
    public static Task RunAsync(
        IReadOnlyList<Parcel> parcels, int size, int publishers, Func<Parcel[], CancellationToken, ValueTask> send, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            parcels.Chunk(size), new ParallelOptions { MaxDegreeOfParallelism = publishers, CancellationToken = cancellationToken }, send);
}
