using Microsoft.Extensions.DependencyInjection;

namespace Slipway.Messaging.Tests.Examples;

// <contracts>
/// <summary>A photo is in the store.</summary>
[Event("photo.added")]
public sealed record PhotoAdded(string Path, long Bytes);

/// <summary>Make a small picture of a photo.</summary>
[Work("photo.make-thumbnail")]
public sealed record MakeThumbnail(string Path, int Width);

/// <summary>There is a small picture of a photo.</summary>
[Event("photo.thumbnail-made")]
public sealed record ThumbnailMade(string Path);
// </contracts>

/// <summary>Declares the messages of the example.</summary>
public static class PhotoMessages
{
    // <declare>
    public static void Declare(IMessagingBuilder messaging)
    {
        messaging.Services.AddSingleton<PhotoStore>();
        messaging.Event<PhotoAdded>()
            .Run<PhotoAddedHandler>()
            .Validate(photo => photo.Bytes > 0 ? [] : [$"Bytes is {photo.Bytes}; it must be positive"]);
        messaging.Work<MakeThumbnail>()
            .Run<MakeThumbnailHandler>()
            .NewestWinsBy(work => $"photo:{work.Path}")
            .Within(TimeSpan.FromMinutes(10), idle: TimeSpan.FromMinutes(1))
            .Retry(new RetryPolicy { MaxAttempts = 5, FirstDelay = TimeSpan.FromSeconds(2), MaxDelay = TimeSpan.FromMinutes(1) })
            .Throttle(20, per: TimeSpan.FromSeconds(1));
        messaging.Event<ThumbnailMade>();
    }
    // </declare>
}
