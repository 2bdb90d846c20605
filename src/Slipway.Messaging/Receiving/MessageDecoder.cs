namespace Slipway.Messaging;

/// <summary>From name and bytes to a message and its handler.</summary>
internal sealed class MessageDecoder(MessageCatalog catalog)
{
    public Decoded Decode(ClaimedDelivery delivery)
    {
        var descriptor = catalog.FindByWireName(delivery.Name, delivery.Version);
        if (descriptor?.Run is null)
        {
            return new Decoded.Unreadable(
                $"no-handler: application '{catalog.Application}' handles no '{delivery.Name}' v{delivery.Version}; it handles: {catalog.HandledNames()}", null);
        }
        try
        {
            return new Decoded.Readable(new Incoming(descriptor, MessageBody.Decode(delivery.Body, descriptor.Type)));
        }
        catch (Exception error)
        {
            // Bytes from outside: whatever reading them throws, they are unreadable.
            return new Decoded.Unreadable($"decode: the body is not a {descriptor.Type.Name}: {error.Message}", error);
        }
    }
}
