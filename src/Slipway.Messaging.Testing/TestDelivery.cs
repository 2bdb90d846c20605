using System.Text.Json;

namespace Slipway.Messaging.Testing;

/// <summary>A delivery as it is stored.</summary>
internal sealed record TestDelivery(
    string Name, MessageDescriptor? Descriptor, byte[] Body, DeliveryState State, int Attempts, DateTimeOffset DueAt, string? Outcome)
{
    public object? Read()
    {
        try
        {
            return Descriptor is null ? null : MessageBody.Decode(Body, Descriptor.Type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
