namespace Slipway.Server.Webhooks;

/// <summary>
/// Reads the body of somebody who is not known yet: at most 25 MiB, which is all that GitHub sends, whatever length is announced, within half a
/// minute, and of a few senders at a time.
/// </summary>
internal sealed class WebhookBody(TimeProvider time) : IDisposable
{
    public const int Limit = 25 * 1024 * 1024;

    private const int Senders = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _gate = new(Senders);

    /// <summary>Reads it.</summary>
    /// <returns>The body, or the status of the refusal: 413, 408 or 503.</returns>
    public async Task<(ReadOnlyMemory<byte> Body, int Refusal)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > Limit)
        {
            return (default, StatusCodes.Status413PayloadTooLarge);
        }

        if (!await _gate.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return (default, StatusCodes.Status503ServiceUnavailable);
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await ReadAsync(request.Body, (int)(request.ContentLength ?? 0), either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (default, StatusCodes.Status408RequestTimeout);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private static async Task<(ReadOnlyMemory<byte> Body, int Refusal)> ReadAsync(Stream body, int announced, CancellationToken cancellationToken)
    {
        // Memory is for what has arrived, not for what was announced.
        using var read = new MemoryStream(Math.Min(announced, 64 * 1024));
        var buffer = new byte[32 * 1024];
        int count;
        while ((count = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (read.Length + count > Limit)
            {
                return (default, StatusCodes.Status413PayloadTooLarge);
            }

            read.Write(buffer, 0, count);
        }

        return (read.GetBuffer().AsMemory(0, (int)read.Length), 0);
    }
}
