using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Slipway.Messaging;

/// <summary>Starts and stops the handling of messages with the host.</summary>
internal sealed class WorkerServer(
    MessageCatalog catalog, Subscriptions subscriptions, IMessageDatabase database, WakeSignal wake, CancelSignal cancel, RelaySignal relay, ClaimLoop claims, DirectStart direct, LeasePump leases,
    CancelWatch cancels, RunningDeliveries running, TimeProvider time, IOptions<WorkerOptions> options, ILogger<WorkerServer> logger) : IHostedService, IDisposable
{
    // Handlers that are told to stop get this long to do so, even when the host is out of patience.
    private static readonly TimeSpan HandOverTime = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopClaiming = new();
    private readonly CancellationTokenSource _stopRenewing = new();
    private Task _claiming = Task.CompletedTask;
    private Task _renewing = Task.CompletedTask;
    private Task _watching = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await subscriptions.EnsureAsync(cancellationToken).ConfigureAwait(false);
        if (!options.Value.TakesWork)
        {
            logger.WorkerRests(catalog.Application);
            return;
        }
        var owner = OwnerId.Create();
        logger.WorkerStarted(catalog.Application, owner, options.Value.Concurrency, catalog.HandledNames());
        _renewing = leases.RunAsync(owner, _stopRenewing.Token);
        _watching = Task.WhenAll(
            cancels.RunAsync(owner, _stopRenewing.Token), database.WatchAsync(catalog.Application, Hear, _stopRenewing.Token));
        _claiming = claims.RunAsync(owner, _stopClaiming.Token);
        if (!database.HasOneWriter)
        {
            direct.Open(owner);
        }
    }

    /// <summary>Takes no more work, lets what runs end, then tells it to stop and hands it over.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopClaiming.CancelAsync().ConfigureAwait(false);
        await _claiming.ConfigureAwait(false);
        await Task.WhenAny(direct.CloseAsync(), Task.Delay(HandOverTime, TimeProvider.System, CancellationToken.None)).ConfigureAwait(false);
        if (!await EndWithinAsync(options.Value.DrainTimeout, cancellationToken).ConfigureAwait(false))
        {
            foreach (var run in running.Snapshot())
            {
                run.StopFor(StopReason.Shutdown);
            }
            if (!await EndWithinAsync(HandOverTime, CancellationToken.None).ConfigureAwait(false))
            {
                logger.LeftRunning(running.Count);
            }
        }
        await _stopRenewing.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(false);
        await _watching.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _stopClaiming.Dispose();
        _stopRenewing.Dispose();
    }

    private void Hear(StoreSignalKind kind)
    {
        switch (kind)
        {
            case StoreSignalKind.Ready:
                wake.Set();
                break;
            case StoreSignalKind.Cancel:
                cancel.Set();
                break;
            case StoreSignalKind.Outbox:
                relay.Set();
                break;
        }
    }

    private async Task<bool> EndWithinAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            await running.WhenAllEnded().WaitAsync(limit, time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            return running.Count == 0;
        }
    }
}
