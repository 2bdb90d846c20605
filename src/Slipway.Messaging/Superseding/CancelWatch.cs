using Microsoft.Extensions.Logging;

namespace Slipway.Messaging;

/// <summary>
/// Tells handlers of this process that newer work has overtaken them, as soon as the <see cref="CancelSignal"/> says that it may be so.
/// What no signal tells, the next renewal of the leases does.
/// </summary>
internal sealed class CancelWatch(DeliveryStore store, RunningDeliveries running, CancelSignal signal, ILogger<CancelWatch> logger)
{
    public async Task RunAsync(OwnerId owner, CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await signal.WaitAsync(stopping).ConfigureAwait(false);
                if (running.AnyCanBeOvertaken)
                {
                    await LookAsync(owner, stopping).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Nothing runs any more, or nobody waits for it.
        }
    }

    private async Task LookAsync(OwnerId owner, CancellationToken stopping)
    {
        try
        {
            foreach (var (seq, held) in await store.CancelsAskedAsync(owner, stopping).ConfigureAwait(false))
            {
                running.Overtake(seq, held.Fence, held.CancelAsked!);
            }
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            logger.CancelWatchFailed(error);
        }
    }
}
