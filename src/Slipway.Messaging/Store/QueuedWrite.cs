namespace Slipway.Messaging;

/// <summary>A write that waits for its turn. It runs in the execution context of whoever asked for it, whoever leads the batch.</summary>
internal sealed class QueuedWrite(Func<SqlRunner, CancellationToken, Task> write, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private Exception? _error;

    public Task Completion => _completion.Task;

    /// <summary>Runs the write, and keeps the exception if it throws.</summary>
    /// <returns>Whether it may be committed.</returns>
    public async Task<bool> TryRunAsync(SqlRunner runner)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            await StartInOwnContext(runner).ConfigureAwait(false);
            return true;
        }
        catch (Exception error)
        {
            _error = error;
            return false;
        }
    }

    /// <summary>Tells the waiting caller that the commit is over: its write is stored, or it threw alone.</summary>
    public void Settle()
    {
        if (_error is { } error)
        {
            _completion.TrySetException(error);
        }
        else
        {
            _completion.TrySetResult();
        }
    }

    public void Fail(Exception error) => _completion.TrySetException(_error ?? error);

    private Task StartInOwnContext(SqlRunner runner)
    {
        if (_context is null)
        {
            return write(runner, cancellationToken);
        }
        Task? started = null;
        ExecutionContext.Run(_context, _ => started = write(runner, cancellationToken), null);
        return started!;
    }
}
