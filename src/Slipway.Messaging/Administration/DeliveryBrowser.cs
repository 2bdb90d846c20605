using System.Collections.Immutable;
using System.Data.Common;

namespace Slipway.Messaging;

/// <summary>Lists and counts deliveries.</summary>
internal sealed class DeliveryBrowser(IMessageDatabase database)
{
    public async Task<ImmutableArray<DeliverySummary>> ListAsync(MessageFilter filter, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(filter.Limit, 1);
        var found = new List<(long Seq, DeliverySummary Summary)>();
        var sql = await database.OpenReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (sql.ConfigureAwait(false))
        {
            var now = database.Clock.Now();
            var conditions = filter.Conditions.IsDefaultOrEmpty ? MessageFilter.Unsettled : filter.Conditions;
            foreach (var condition in conditions.Distinct())
            {
                found.AddRange(await sql.QueryAsync(
                    AdministrationSql.List(condition, filter), Values(filter, condition, now), row => Read(row, condition, 11), cancellationToken).ConfigureAwait(false));
            }
        }
        return [.. found.OrderByDescending(f => f.Seq).Take(filter.Limit).Select(f => f.Summary)];
    }

    public async Task<ImmutableArray<ConditionCount>> CountAsync(string? name, CancellationToken cancellationToken)
    {
        var counts = new List<ConditionCount>();
        var sql = await database.OpenReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (sql.ConfigureAwait(false))
        {
            var now = database.Clock.Now();
            foreach (var condition in MessageFilter.Unsettled)
            {
                List<(string, object?)> values = UsesNow(condition) ? [("@now", now)] : [];
                if (name is not null)
                {
                    values.Add(("@name", name));
                }
                counts.AddRange(await sql.QueryAsync(
                    AdministrationSql.Count(condition, name is not null),
                    [.. values],
                    row => new ConditionCount(row.GetString(0), condition, row.GetInt64(1), Timestamp.ToDateTimeOffset(row.GetInt64(2))),
                    cancellationToken).ConfigureAwait(false));
            }
        }
        return [.. counts.OrderBy(c => c.Name, StringComparer.Ordinal).ThenBy(c => c.Condition)];
    }

    public static (long Seq, DeliverySummary Summary) Read(DbDataReader row, MessageCondition condition, int sinceColumn)
    {
        var waits = condition is MessageCondition.Ready or MessageCondition.Waiting or MessageCondition.Retrying;
        var sentAt = Timestamp.ToDateTimeOffset(row.GetInt64(10));
        return (row.GetInt64(0), new DeliverySummary
        {
            MessageId = row.GetString(1),
            Kind = MessageKinds.FromText(row.GetString(2)),
            Name = row.GetString(3),
            Application = row.GetString(4),
            Condition = condition,
            Attempts = row.GetInt32(5),
            DueAt = waits ? Timestamp.ToDateTimeOffset(row.GetInt64(6)) : null,
            Progress = row.IsDBNull(7) ? null : row.GetDouble(7),
            Outcome = row.IsDBNull(8) ? null : row.GetString(8),
            CorrelationId = row.GetString(9),
            SentAt = sentAt,
            Since = row.IsDBNull(sinceColumn) ? sentAt : Timestamp.ToDateTimeOffset(row.GetInt64(sinceColumn)),
        });
    }

    private static bool UsesNow(MessageCondition condition) => condition is MessageCondition.Ready or MessageCondition.Waiting;

    // Only what the statement names: a database refuses a value that it has no place for.
    private static (string, object?)[] Values(MessageFilter filter, MessageCondition condition, long now)
    {
        var values = new List<(string, object?)> { ("@limit", filter.Limit) };
        if (UsesNow(condition))
        {
            values.Add(("@now", now));
        }
        if (filter.Name is { } name)
        {
            values.Add(("@name", name));
        }
        if (filter.Reason is { } reason)
        {
            values.Add(("@reason", $"%{Escape(reason.ToLowerInvariant())}%"));
        }
        if (filter.CorrelationId is { } chain)
        {
            values.Add(("@correlation_id", chain));
        }
        if (filter.OlderThan is { } age)
        {
            values.Add(("@before", now - Timestamp.From(age)));
        }
        return [.. values];
    }

    private static string Escape(string text) => text
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal);
}
