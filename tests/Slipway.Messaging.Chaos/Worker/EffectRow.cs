using System.Data.Common;

namespace Slipway.Messaging.Chaos;

/// <summary>The handler's own write, in the transaction that ends its delivery.</summary>
internal sealed class EffectRow(WorkerName worker) : ITransactionParticipant
{
    private (ILedgerMessage Message, long Fence, long Started, long Ended)? _row;

    public void Set(ILedgerMessage message, long fence, long started, long ended) => _row = (message, fence, started, ended);

    public async Task SaveAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        if (_row is not { } row)
        {
            return;
        }
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = """
            insert into effect (msg_id, key, seq, fence, worker, started, ended) values (@id, @key, @seq, @fence, @worker, @started, @ended)
            """;
        command.Add(
            ("@id", row.Message.Id), ("@key", row.Message.Key), ("@seq", row.Message.Seq), ("@fence", row.Fence), ("@worker", worker.Text),
            ("@started", row.Started), ("@ended", row.Ended));
        await command.ExecuteNonQueryAsync(cancellationToken);
        if (row.Message.CommitMs > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(row.Message.CommitMs), TimeProvider.System, cancellationToken);
        }
    }
}
