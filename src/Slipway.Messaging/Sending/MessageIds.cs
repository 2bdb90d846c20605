namespace Slipway.Messaging;

/// <summary>
/// Ids of messages: UUIDs of version 7 without hyphens, so that they sort as text by the time of sending. Those of one process also sort
/// within a millisecond, and when the clock is set back. Safe for concurrent use.
/// </summary>
internal sealed class MessageIds(TimeProvider time)
{
    private const int CounterBits = 12;
    private readonly Lock _lock = new();
    private long _last;

    public string Next()
    {
        long stamp;
        lock (_lock)
        {
            // Milliseconds and a counter in one number: when the counter is full, the next millisecond is begun early.
            stamp = _last = Math.Max(_last + 1, time.GetUtcNow().ToUnixTimeMilliseconds() << CounterBits);
        }
        var random = Guid.NewGuid().ToString("n");
        return FormattableString.Invariant($"{stamp >> CounterBits:x12}7{stamp & ((1 << CounterBits) - 1):x3}{random[16..]}");
    }
}
