namespace Slipway.Messaging.Tests.Examples;

/// <summary>A store that is busy the first two times.</summary>
public sealed class PhotoStore
{
    private int _calls;

    /// <summary>Makes a small picture, if the store has time.</summary>
    public Task<bool> TryShrinkAsync(string path, int width, CancellationToken cancellationToken) => Task.FromResult(++_calls > 2);
}
