using Microsoft.Extensions.Options;

namespace Slipway.Messaging;

/// <summary>
/// Lets deliveries begin that this process stores as already claimed by its worker server, without the claim that would follow. Only for those that
/// stand in no line and overtake nothing. Safe for concurrent use.
/// </summary>
internal sealed class DirectStart(RunningDeliveries running, Slots slots, MessagingTelemetry telemetry, TimeProvider time, IOptions<WorkerOptions> options)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(10);
    private readonly Lock _lock = new();
    private OwnerId? _owner;
    private int _open;
    private TaskCompletionSource? _idle;

    /// <summary>Begins to let them begin, under the leases of the owner.</summary>
    public void Open(OwnerId owner)
    {
        lock (_lock)
        {
            _owner = owner;
        }
    }

    /// <summary>Ends that, and waits until those that are being stored have begun.</summary>
    public Task CloseAsync()
    {
        lock (_lock)
        {
            _owner = null;
            if (_open == 0)
            {
                return Task.CompletedTask;
            }
            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    /// <summary>
    /// Keeps slots for some of so many deliveries, and waits a moment for them where handlers are quick: a claim of its own costs more than that. Each
    /// result ends with <see cref="Start"/> or <see cref="GiveBack"/>.
    /// </summary>
    /// <returns>The slots; null for none.</returns>
    public async Task<DirectPlaces?> ReserveAsync(int wanted, CancellationToken cancellationToken)
    {
        if (wanted == 0)
        {
            return null;
        }
        for (var began = TimeProvider.System.GetTimestamp(); ;)
        {
            // Before the look, so that nothing is missed between the two.
            var change = slots.NextChange();
            var left = Patience - TimeProvider.System.GetElapsedTime(began);
            var (places, isOpen) = TryReserve(left > TimeSpan.Zero ? Math.Min(wanted, (options.Value.Concurrency + 1) / 2) : 1, wanted);
            if (places is not null || !isOpen || left <= TimeSpan.Zero)
            {
                return places;
            }
            await Task.WhenAny(change, Task.Delay(left, TimeProvider.System, cancellationToken)).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Begins what is stored and committed.</summary>
    /// <param name="places">Their slots.</param>
    /// <param name="deliveries">No more than that.</param>
    /// <param name="began">When storing began.</param>
    public void Start(DirectPlaces places, IReadOnlyList<ClaimedDelivery> deliveries, long began)
    {
        if (deliveries.Count > 0)
        {
            telemetry.Operated("receive", time.GetElapsedTime(began));
        }
        foreach (var delivery in deliveries)
        {
            running.Start(delivery);
        }
        GiveBack(places);
    }

    /// <summary>Keeps the slots no longer.</summary>
    public void GiveBack(DirectPlaces places)
    {
        slots.GiveBack(places.Count);
        lock (_lock)
        {
            if (--_open == 0 && _owner is null)
            {
                _idle?.TrySetResult();
            }
        }
    }

    private (DirectPlaces? Places, bool IsOpen) TryReserve(int least, int most)
    {
        lock (_lock)
        {
            if (_owner is not { } owner)
            {
                return (null, false);
            }
            if (slots.Reserve(least, most, running.Busy) is not (> 0 and var reserved))
            {
                return (null, true);
            }
            _open++;
            return (new DirectPlaces(owner, options.Value.Lease, reserved), true);
        }
    }
}
