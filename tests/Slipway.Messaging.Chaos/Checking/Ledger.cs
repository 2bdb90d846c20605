using System.Text.Json;

namespace Slipway.Messaging.Chaos;

/// <summary>What happened, read once everything is quiet.</summary>
/// <param name="Effects">The effects, in the order of their commits.</param>
/// <param name="Deliveries">The product's own view.</param>
internal sealed record Ledger(IReadOnlyList<Effect> Effects, IReadOnlyList<DeliveryRow> Deliveries)
{
    public static async Task<Ledger> ReadAsync(Database database, CancellationToken cancellationToken)
    {
        var failures = (await database.QueryAsync(
            "select delivery_seq, attempt, fence, result, error from delivery_attempt order by delivery_seq, fence",
            row => (Delivery: row.GetInt64(0), Text: $"{row.GetInt64(1)}/{row.GetInt64(2)} {row.GetString(3)}: {(row.IsDBNull(4) ? "" : row.GetString(4))}"),
            cancellationToken)).ToLookup(f => f.Delivery, f => f.Text);
        var effects = await database.QueryAsync(
            "select pos, msg_id, key, seq, fence, worker, started, ended from effect order by pos",
            row => new Effect(
                row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetString(5), row.GetInt64(6), row.GetInt64(7)),
            cancellationToken);
        var deliveries = await database.QueryAsync(
            "select m.body, m.name, d.state, d.attempt, d.fence, d.outcome, d.seq from delivery d join message m on m.id = d.message_id order by d.seq",
            row => new DeliveryRow(
                IdIn(row.GetFieldValue<byte[]>(0)), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.IsDBNull(5) ? "" : row.GetString(5),
                [.. failures[row.GetInt64(6)]]),
            cancellationToken);
        return new Ledger(effects, deliveries);
    }

    private static string? IdIn(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? json.RootElement.EnumerateObject().FirstOrDefault(p => p.Name.Equals("id", StringComparison.OrdinalIgnoreCase)).Value.GetString()
                : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
