namespace Slipway.Benchmarks.Messaging;

/// <summary>One way to carry messages from a publisher to a consumer, both in this process.</summary>
internal interface ILeg : IAsyncDisposable
{
    /// <summary>Gets what it promises as it is used here.</summary>
    Guarantees Guarantees { get; }

    /// <summary>Connects, and makes queues or tables.</summary>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>Begins to consume; each message handled is told to the arrivals.</summary>
    Task ConsumeAsync(CancellationToken cancellationToken);

    /// <summary>Publishes the parcels, and returns when all are as safe as this leg makes them.</summary>
    Task PublishAsync(IReadOnlyList<Parcel> parcels, CancellationToken cancellationToken);

    /// <summary>Waits until the record of the last message handled is written, where the leg keeps one.</summary>
    Task SettleAsync(CancellationToken cancellationToken);
}
