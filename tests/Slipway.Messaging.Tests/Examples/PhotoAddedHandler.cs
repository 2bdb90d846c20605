namespace Slipway.Messaging.Tests.Examples;

/// <summary>Asks for a thumbnail. Safe to run twice: the newer request overtakes the older.</summary>
public sealed class PhotoAddedHandler : IHandle<PhotoAdded>
{
    /// <inheritdoc />
    public Task HandleAsync(PhotoAdded message, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(context);
        context.Send(new MakeThumbnail(message.Path, 320));
        return Task.CompletedTask;
    }
}
