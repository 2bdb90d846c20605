namespace Slipway.Benchmarks.Messaging;

/// <summary>Names of what is measured, as they stand in the result files.</summary>
internal static class Metrics
{
    public const string Rate = "messages_per_s";
    public const string Cpu = "cpu_us_per_message";
    public const string Allocated = "bytes_per_message";
    public const string Copies = "handled_twice";
    public const string OutOfOrder = "out_of_order";
    public const string Published = "published_before_kill";
    public const string LostAfterKill = "lost_after_kill";
    public const string P50 = "p50_ms";
    public const string P99 = "p99_ms";
    public const string Max = "max_ms";
    public const string Durable = "durable";
    public const string Confirmed = "confirmed";
    public const string Transactional = "transactional";
    public const string Deduplicated = "deduplicated";
}
