namespace Slipway.Messaging.Chaos;

/// <summary>Records that a handler began, outside of any transaction, so that the row stays whatever becomes of the run.</summary>
internal sealed class RunLog(Database database, WorkerName worker)
{
    public Task BeginAsync(string id, HandlerContext context, CancellationToken cancellationToken) => database.ExecuteAsync(
        "insert into run (msg_id, attempt, fence, worker, at) values (@id, @attempt, @fence, @worker, @at)",
        cancellationToken,
        ("@id", id),
        ("@attempt", context.Attempt),
        ("@fence", context.Fence),
        ("@worker", worker.Text),
        ("@at", Timing.Now()));

    public Task EndAsync(string id, HandlerContext context) => database.ExecuteAsync(
        "update run set ended = @ended where msg_id = @id and fence = @fence",
        CancellationToken.None,
        ("@ended", Timing.Now()),
        ("@id", id),
        ("@fence", context.Fence));
}
