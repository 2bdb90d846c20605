using System.Collections.Concurrent;
using System.Data.Common;

namespace Slipway.Messaging;

/// <summary>
/// The one writer of this process. Whoever leads writes what is queued in one transaction, each write under a savepoint of its
/// own, so that many small writes cost one flush to disk and a failing one takes no other with it.
/// </summary>
internal sealed class GroupCommit : IDisposable
{
    private const int MaxBatch = 64;
    private const string Savepoint = "slipway_write";

    private readonly ConcurrentQueue<QueuedWrite> _queue = new();
    private readonly Func<CancellationToken, Task<DbConnection>> _open;
    private readonly Func<DbConnection, DbTransaction> _begin;
    private readonly Action<IReadOnlyCollection<StoreSignal>> _committed;
    private readonly Leader _leader;
    private SqlRunner? _runner;

    public GroupCommit(
        Func<CancellationToken, Task<DbConnection>> open, Func<DbConnection, DbTransaction> begin, Action<IReadOnlyCollection<StoreSignal>> committed)
    {
        _open = open;
        _begin = begin;
        _committed = committed;
        _leader = new Leader(1, () => !_queue.IsEmpty, CommitBatchAsync);
    }

    public Task WriteAsync(Func<SqlRunner, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }
        var queued = new QueuedWrite(write, cancellationToken);
        _queue.Enqueue(queued);
        _leader.Lead();
        return queued.Completion;
    }

    public void Dispose() => _runner?.Dispose();

    private async Task CommitBatchAsync()
    {
        var batch = new List<QueuedWrite>();
        while (batch.Count < MaxBatch && _queue.TryDequeue(out var next))
        {
            batch.Add(next);
        }
        try
        {
            _runner ??= new SqlRunner(await _open(CancellationToken.None).ConfigureAwait(false));
            _runner.Signals.Clear();
            _runner.Committed.Clear();
            await CommitAsync(_runner, batch).ConfigureAwait(false);
            foreach (var listener in _runner.Committed)
            {
                listener();
            }
            if (_runner.Signals.Count > 0)
            {
                _committed(_runner.Signals);
            }
            batch.ForEach(write => write.Settle());
        }
        catch (Exception error)
        {
            // The commit itself failed (disk full, input/output): nothing of the batch is stored.
            batch.ForEach(write => write.Fail(error));
            await DropConnectionAsync().ConfigureAwait(false);
        }
    }

    private async Task CommitAsync(SqlRunner runner, List<QueuedWrite> batch)
    {
        var transaction = _begin(runner.Connection);
        await using (transaction.ConfigureAwait(false))
        {
            runner.Transaction = transaction;
            try
            {
                if (batch is [var only])
                {
                    if (!await only.TryRunAsync(runner).ConfigureAwait(false))
                    {
                        await transaction.RollbackAsync(CancellationToken.None).ConfigureAwait(false);
                        return;
                    }
                }
                else
                {
                    foreach (var write in batch)
                    {
                        await RunUnderSavepointAsync(runner, transaction, write).ConfigureAwait(false);
                    }
                }
                await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
            }
            finally
            {
                runner.Transaction = null;
            }
        }
    }

    private static async Task RunUnderSavepointAsync(SqlRunner runner, DbTransaction transaction, QueuedWrite write)
    {
        await transaction.SaveAsync(Savepoint, CancellationToken.None).ConfigureAwait(false);
        if (!await write.TryRunAsync(runner).ConfigureAwait(false))
        {
            await transaction.RollbackAsync(Savepoint, CancellationToken.None).ConfigureAwait(false);
        }
        await transaction.ReleaseAsync(Savepoint, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task DropConnectionAsync()
    {
        if (_runner is { } runner)
        {
            _runner = null;
            try
            {
                await runner.DisposeAsync().ConfigureAwait(false);
            }
            catch (DbException)
            {
                // It was broken before; the next write opens another.
            }
        }
    }
}
