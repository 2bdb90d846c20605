using Microsoft.Extensions.Options;

namespace Slipway.Messaging;

/// <summary>From name and bytes to a message and its handler.</summary>
internal sealed class MessageDecoder(MessageCatalog catalog, IOptions<WorkerOptions> options)
{
    public Decoded Decode(ClaimedDelivery delivery)
    {
        var descriptor = catalog.FindByWireName(delivery.Name, delivery.Version);
        if (descriptor?.Run is null)
        {
            return new Decoded.Unreadable(
                $"no-handler: application '{catalog.Application}' handles no '{delivery.Name}' v{delivery.Version}; it handles: {catalog.HandledNames()}", null);
        }
        return Read(descriptor, delivery.Body);
    }

    /// <summary>From bytes to a message that keeps to the limits and rules of its registration.</summary>
    public Decoded Read(MessageDescriptor descriptor, ReadOnlySpan<byte> body)
    {
        if (body.Length > options.Value.MaxBodyBytes)
        {
            return new Decoded.Unreadable($"size: {MessageEncoder.SizeProblem(body.Length, options.Value.MaxBodyBytes)}", null);
        }
        object message;
        try
        {
            message = MessageBody.Decode(body, descriptor.Type);
        }
        catch (Exception error)
        {
            // Bytes from outside: whatever reading them throws, they are unreadable.
            return new Decoded.Unreadable($"decode: the body is not a {descriptor.Type.Name}: {error.Message}", error);
        }
        return Check(descriptor, message);
    }

    private static Decoded Check(MessageDescriptor descriptor, object message)
    {
        try
        {
            return descriptor.ProblemsOf(message) is { IsEmpty: false } problems
                ? new Decoded.Unreadable($"schema: {string.Join("; ", problems)}", null)
                : new Decoded.Readable(new Incoming(descriptor, message));
        }
        catch (Exception error)
        {
            // A rule that fails on a value its author did not think of: the value has not passed it.
            return new Decoded.Unreadable($"schema: a rule of {descriptor.Type.Name} failed: {error.Message}", error);
        }
    }
}
