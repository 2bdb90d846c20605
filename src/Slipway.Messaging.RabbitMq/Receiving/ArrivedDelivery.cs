namespace Slipway.Messaging.RabbitMq;

/// <summary>The delivery that is made of what arrived.</summary>
internal readonly record struct ArrivedDelivery(
    WireMessage Message, string? SupersedeKey, string Lane, DeliveryState State, long? FinishedAt, string? Outcome);
