using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Slipway.Messaging.Testing;

/// <summary>
/// Does what the worker server does, but only when it is told to, and says when there is nothing left to do. Nothing of it depends on a
/// clock: a step ends when a handler has ended.
/// </summary>
internal sealed class DeliveryDriver : IAsyncDisposable
{
    private readonly OwnerId _owner = OwnerId.Create();
    private readonly DeliveryStore _store;
    private readonly RunningDeliveries _running;
    private readonly WakeSignal _wake;
    private readonly WorkerOptions _options;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _cancelling;

    public DeliveryDriver(IServiceProvider services)
    {
        _store = services.GetRequiredService<DeliveryStore>();
        _running = services.GetRequiredService<RunningDeliveries>();
        _wake = services.GetRequiredService<WakeSignal>();
        _options = services.GetRequiredService<IOptions<WorkerOptions>>().Value;
        _cancelling = services.GetRequiredService<CancelWatch>().RunAsync(_owner, _stopping.Token);
    }

    /// <summary>Runs whatever is due until nothing is, and returns when the next delivery is due, if one waits for its time.</summary>
    public async Task<long?> RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            // Before the look: what a handler sends that ends during it may not be seen by it.
            var nothingRuns = _running.Count == 0;
            var free = _options.Concurrency - _running.Count;
            var claim = free > 0 ? await _store.ClaimAsync(_owner, _options.Lease, new Room(() => free, _running.CountOf), cancellationToken).ConfigureAwait(false) : null;
            foreach (var delivery in claim?.Deliveries ?? [])
            {
                _running.Start(delivery);
            }
            if (claim is { Deliveries.IsEmpty: true } && nothingRuns)
            {
                return claim.NextDueAt;
            }

            // Set when a handler ends, and after each commit.
            await _wake.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var run in _running.Snapshot())
        {
            run.StopFor(StopReason.Shutdown);
        }
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _cancelling.ConfigureAwait(false);
        _stopping.Dispose();
    }
}
