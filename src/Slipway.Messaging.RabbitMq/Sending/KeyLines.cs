namespace Slipway.Messaging.RabbitMq;

/// <summary>
/// Sends the rows of one key one after the other, each after the confirm of the one before, and rows of different keys side by side. After
/// one that was not confirmed, those behind it are not sent; a line is forgotten when all its rows are settled. Safe for concurrent use.
/// </summary>
internal sealed class KeyLines(Func<OutboxRow, Task<SendResult>> send)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal);

    public Task<SendResult> SendAsync(OutboxRow row)
    {
        if (row.Message.ExclusiveKey is not { } key)
        {
            return send(row);
        }
        lock (_lock)
        {
            var line = _lines.GetValueOrDefault(key) ?? new Line();
            _lines[key] = line;
            line.Open++;
            return line.Last = AfterAsync(line.Last, row);
        }
    }

    /// <summary>Says that the store knows what became of the row.</summary>
    public void Settled(OutboxRow row)
    {
        if (row.Message.ExclusiveKey is { } key)
        {
            lock (_lock)
            {
                if (_lines.TryGetValue(key, out var line) && --line.Open == 0)
                {
                    _lines.Remove(key);
                }
            }
        }
    }

    private async Task<SendResult> AfterAsync(Task<SendResult>? before, OutboxRow row) =>
        before is null || (await before.ConfigureAwait(false)).Outcome == SendOutcome.Confirmed
            ? await send(row).ConfigureAwait(false)
            : new SendResult(row, SendOutcome.Behind, null);

    private sealed class Line
    {
        public Task<SendResult>? Last { get; set; }

        public int Open { get; set; }
    }
}
