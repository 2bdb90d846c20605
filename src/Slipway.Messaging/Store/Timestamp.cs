namespace Slipway.Messaging;

/// <summary>Times in the store: microseconds since 1970 in UTC, by the <see cref="IMessageClock"/> of the database.</summary>
internal static class Timestamp
{
    public static long From(DateTimeOffset value) => (value - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static long From(TimeSpan value) => value.Ticks / TimeSpan.TicksPerMicrosecond;

    public static TimeSpan ToTimeSpan(long microseconds) => TimeSpan.FromTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    public static DateTimeOffset ToDateTimeOffset(long microseconds) => DateTimeOffset.UnixEpoch + ToTimeSpan(microseconds);
}
