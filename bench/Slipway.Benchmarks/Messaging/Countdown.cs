namespace Slipway.Benchmarks.Messaging;

/// <summary>Tells when as many messages as were sent have been handled.</summary>
internal sealed class Countdown
{
    private TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left;

    /// <summary>Begins to count.</summary>
    /// <returns>A task that ends with the last message.</returns>
    public Task Begin(int messages)
    {
        _done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _left, messages);
        return _done.Task;
    }

    /// <summary>One message was handled.</summary>
    public void Signal()
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            _done.SetResult();
        }
    }
}
