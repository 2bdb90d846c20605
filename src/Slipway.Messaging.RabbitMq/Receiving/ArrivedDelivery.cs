namespace Slipway.Messaging.RabbitMq;

/// <summary>The delivery that is made of what arrived.</summary>
internal readonly record struct ArrivedDelivery(
    WireMessage Message, string? SupersedeKey, string Lane, DeliveryState State, long? FinishedAt, string? Outcome)
{
    /// <summary>Gets who has claimed it already; null for nobody.</summary>
    public string? Owner { get; init; }

    /// <summary>Gets when it was claimed.</summary>
    public long? StartedAt { get; init; }

    /// <summary>Gets until when.</summary>
    public long? LeaseUntil { get; init; }
}
