namespace Slipway.Storage.Repositories;

/// <summary>A row of <c>webhook_delivery</c>.</summary>
internal sealed class WebhookDeliveryRow
{
    public required string Id { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }
}
