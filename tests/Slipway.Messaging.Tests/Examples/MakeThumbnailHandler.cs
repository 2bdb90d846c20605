namespace Slipway.Messaging.Tests.Examples;

// <handler>
/// <summary>Safe to run twice: the picture is written under the same name each time.</summary>
public sealed class MakeThumbnailHandler(PhotoStore store) : IHandle<MakeThumbnail>
{
    public async Task HandleAsync(MakeThumbnail message, HandlerContext context, CancellationToken cancellationToken)
    {
        if (message.Width <= 0)
        {
            throw new PermanentFailureException($"a picture of width {message.Width} cannot be made");
        }
        await context.BeatAsync(0.1, "reading", cancellationToken);
        if (!await store.TryShrinkAsync(message.Path, message.Width, cancellationToken))
        {
            throw new TryLaterException(TimeSpan.FromSeconds(10), "the store is busy");
        }
        context.Publish(new ThumbnailMade(message.Path));
    }
}
// </handler>
