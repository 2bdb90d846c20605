namespace Slipway.Messaging;

/// <summary>
/// Times in the store: microseconds since 1970 in UTC. One process or several on one machine share the machine's clock, so SQLite takes
/// it from there; a database server must use its own clock instead.
/// </summary>
internal static class Timestamp
{
    public static long Now(this TimeProvider time) => From(time.GetUtcNow());

    public static long From(DateTimeOffset value) => (value - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static long From(TimeSpan value) => value.Ticks / TimeSpan.TicksPerMicrosecond;

    public static TimeSpan ToTimeSpan(long microseconds) => TimeSpan.FromTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    public static DateTimeOffset ToDateTimeOffset(long microseconds) => DateTimeOffset.UnixEpoch + ToTimeSpan(microseconds);
}
