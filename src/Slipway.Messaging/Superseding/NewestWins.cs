using System.Data.Common;
using System.Diagnostics;

namespace Slipway.Messaging;

/// <summary>
/// Newest wins, decided where a delivery is inserted and in its transaction: whatever waits under the key is superseded, whatever runs is
/// asked to stop. What runs cannot come back: see <see cref="MessageSql.WaitAgain"/>.
/// </summary>
internal sealed class NewestWins(IMessageDatabase database, MessageCatalog catalog)
{
    /// <summary>
    /// Keeps others from delivering under these keys until the transaction ends, so that of two at once the later sees the earlier. Call it
    /// once per transaction and before anything is inserted; the order of the keys is always the same, so that nobody waits in a circle.
    /// </summary>
    public async Task LockAsync(SqlRunner sql, IEnumerable<string?> supersedeKeys, CancellationToken cancellationToken)
    {
        if (database.Sql.LockSupersedeKey is { } lockKey && database.Sql.LockOvertaken is { } lockOvertaken
            && supersedeKeys.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } keys)
        {
            foreach (var key in keys)
            {
                await sql.QueryAsync(lockKey, [("@supersede_key", key)], _ => true, cancellationToken).ConfigureAwait(false);
            }
            await sql.QueryAsync(lockOvertaken, [("@supersede_keys", keys)], _ => true, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Lets a message that was just delivered, in the order of sending, overtake the others of its key in the applications that got it.</summary>
    public async Task<IReadOnlyList<Overtaken>> OvertakeAsync(SqlRunner sql, string messageId, string supersedeKey, CancellationToken cancellationToken) =>
        await DescribeAsync(
            sql,
            await sql.QueryAsync(
                NewestWinsSql.Overtake,
                [("@id", messageId), ("@now", database.Clock.Now()), ("@supersede_key", supersedeKey)],
                ReadOvertaken(messageId),
                cancellationToken).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);

    /// <summary>Ends what waits of a task under its exclusive key, and asks what runs to stop, in this application.</summary>
    /// <param name="sql">The open transaction.</param>
    /// <param name="by">Who does it: the id of a message.</param>
    /// <param name="overtaking">What ends.</param>
    /// <param name="cancellationToken">Cancels the statements; the transaction must then roll back.</param>
    public async Task<IReadOnlyList<Overtaken>> OvertakeAsync(SqlRunner sql, string by, Overtaking overtaking, CancellationToken cancellationToken) =>
        await DescribeAsync(
            sql,
            await sql.QueryAsync(
                NewestWinsSql.OvertakeTask,
                [
                    ("@id", by), ("@now", database.Clock.Now()), ("@application", catalog.Application), ("@name", overtaking.Name),
                    ("@exclusive_key", overtaking.Key),
                ],
                ReadOvertaken(by),
                cancellationToken).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// The same for a message that may be late: over a broker, or as a replay. It overtakes the older ones, and is superseded itself if a newer
    /// one was delivered before, whatever became of that. Ids tell which is newer, as they begin with the time of sending.
    /// </summary>
    /// <param name="sql">The open transaction, in which the delivery was inserted.</param>
    /// <param name="messageId">The message.</param>
    /// <param name="sentOrder">The id that tells its age: its own, or that of the original for a replay.</param>
    /// <param name="application">The application that it was delivered to.</param>
    /// <param name="supersedeKey">The key.</param>
    /// <param name="cancellationToken">Cancels the statements; the transaction must then roll back.</param>
    /// <returns>What is overtaken, the message itself perhaps.</returns>
    public async Task<IReadOnlyList<Overtaken>> ArriveAsync(
        SqlRunner sql, string messageId, string sentOrder, string application, string supersedeKey, CancellationToken cancellationToken)
    {
        var now = database.Clock.Now();
        var newer = await sql.QueryAsync(
            NewestWinsSql.NewerOfKey,
            [("@application", application), ("@supersede_key", supersedeKey), ("@sent_order", sentOrder), ("@id", messageId)],
            row => row.GetString(0),
            cancellationToken).ConfigureAwait(false);
        if (newer is [var by, ..])
        {
            // None if the newer one came in the same batch, was settled first and has overtaken it.
            var superseded = await sql.ExecuteAsync(
                NewestWinsSql.SupersedeArrival,
                [("@newer", by), ("@now", now), ("@id", messageId), ("@application", application)],
                cancellationToken).ConfigureAwait(false);
            return superseded == 0 ? [] : await DescribeAsync(sql, [(messageId, false, application, 0, by)], cancellationToken).ConfigureAwait(false);
        }

        // None of the others is newer.
        var rows = await sql.QueryAsync(
            NewestWinsSql.OvertakeIn,
            [("@id", messageId), ("@now", now), ("@supersede_key", supersedeKey), ("@application", application)],
            ReadOvertaken(messageId),
            cancellationToken).ConfigureAwait(false);
        return await DescribeAsync(sql, rows, cancellationToken).ConfigureAwait(false);
    }

    private static Func<DbDataReader, (string MessageId, bool IsRunning, string Application, int Attempts, string By)> ReadOvertaken(string by) =>
        row => (row.GetString(0), DeliveryStates.FromText(row.GetString(1)) == DeliveryState.Running, row.GetString(2), row.GetInt32(3), by);

    private static async Task<IReadOnlyList<Overtaken>> DescribeAsync(
        SqlRunner sql, List<(string MessageId, bool IsRunning, string Application, int Attempts, string By)> rows, CancellationToken cancellationToken)
    {
        var overtaken = new List<Overtaken>();
        foreach (var (messageId, isRunning, application, attempts, by) in rows)
        {
            overtaken.AddRange(await sql.QueryAsync(
                NewestWinsSql.DescribeMessage,
                [("@id", messageId)],
                row => new Overtaken(
                    row.GetString(0),
                    row.GetInt32(1),
                    messageId,
                    application,
                    by,
                    attempts,
                    isRunning,
                    row.GetString(2),
                    ActivityContext.TryParse(row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4), out var sender) ? sender : default),
                cancellationToken).ConfigureAwait(false));
        }
        return overtaken;
    }
}
