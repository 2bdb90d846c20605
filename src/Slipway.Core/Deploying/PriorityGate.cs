namespace Slipway.Core.Deploying;

/// <summary>Lets a number of callers through at once; of those who wait, the one with the greatest weight goes next.</summary>
/// <param name="places">How many are inside at once.</param>
internal sealed class PriorityGate(int places)
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<TaskCompletionSource, (int Weight, int Order)> _waiting = new();
    private int _free = places;
    private int _order;

    /// <summary>Enters, once there is a place and nobody heavier waits for it.</summary>
    /// <param name="weight">How urgent it is; those of equal weight go in the order in which they came.</param>
    public Task EnterAsync(int weight)
    {
        lock (_lock)
        {
            if (_free > 0)
            {
                _free--;
                return Task.CompletedTask;
            }

            // The caller goes on in its own time, not under the lock of whoever leaves.
            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn, (-weight, _order++));
            return turn.Task;
        }
    }

    /// <summary>Gives the place to the next one.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            if (_waiting.TryDequeue(out var next, out _))
            {
                next.SetResult();
            }
            else
            {
                _free++;
            }
        }
    }
}
