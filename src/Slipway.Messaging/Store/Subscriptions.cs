namespace Slipway.Messaging;

/// <summary>
/// Tells the database what this application handles, so that whoever sends can deliver. Done once before the first write of a process,
/// and refreshed with the purge; one that no process of its application has refreshed for a day is forgotten.
/// </summary>
internal sealed class Subscriptions(IMessageDatabase database, MessageCatalog catalog)
{
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromDays(1);
    private volatile bool _done;

    /// <summary>Gets a value indicating whether this process has written them.</summary>
    public bool AreWritten => _done;

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (!_done)
        {
            await database.WriteAsync(SubscribeAsync, cancellationToken).ConfigureAwait(false);
            _done = true;
        }
    }

    public Task RefreshAsync(CancellationToken cancellationToken) => database.WriteAsync(async (sql, stop) =>
    {
        await SubscribeAsync(sql, stop).ConfigureAwait(false);
        await sql.ExecuteAsync(
            MessageSql.ForgetSubscriptions,
            [("@application", catalog.Application), ("@before", database.Clock.Now() - Timestamp.From(ForgetAfter))],
            stop).ConfigureAwait(false);
    }, cancellationToken);

    private async Task SubscribeAsync(SqlRunner sql, CancellationToken cancellationToken)
    {
        foreach (var descriptor in catalog.Handled)
        {
            if (descriptor.Kind == MessageKind.Work)
            {
                await ThrowIfDoneElsewhereAsync(sql, descriptor.Name, cancellationToken).ConfigureAwait(false);
            }
            await sql.ExecuteAsync(
                MessageSql.Subscribe,
                [
                    ("@application", catalog.Application), ("@name", descriptor.Name), ("@kind", MessageKinds.ToText(descriptor.Kind)),
                    ("@lane", descriptor.Lane), ("@now", database.Clock.Now()),
                ],
                cancellationToken).ConfigureAwait(false);
            await ThrottleSlots.PrepareAsync(sql, catalog.Application, descriptor, cancellationToken).ConfigureAwait(false);
        }
        await EmptyUnknownLanesAsync(sql, cancellationToken).ConfigureAwait(false);
    }

    // Of a throttled message that an earlier version of the application handled: nobody would ever look there.
    private async Task EmptyUnknownLanesAsync(SqlRunner sql, CancellationToken cancellationToken)
    {
        var used = await sql.QueryAsync(
            MessageSql.UsedLanes, [("@application", catalog.Application)], row => row.GetString(0), cancellationToken).ConfigureAwait(false);
        foreach (var name in used.Except(catalog.Handled.Select(d => d.Lane)))
        {
            await sql.ExecuteAsync(
                MessageSql.MoveToLane, [("@lane", Lanes.General), ("@application", catalog.Application), ("@name", name)], cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ThrowIfDoneElsewhereAsync(SqlRunner sql, string name, CancellationToken cancellationToken)
    {
        var others = await sql.QueryAsync(
            MessageSql.OtherWorkers, [("@name", name), ("@application", catalog.Application)], row => row.GetString(0), cancellationToken).ConfigureAwait(false);
        if (others is [var other, ..])
        {
            throw new InvalidOperationException(
                $"Task '{name}' is done by application '{other}' already; a task has one application. Remove its handler from '{catalog.Application}' or from there.");
        }
    }
}
