namespace Slipway.Messaging.Chaos;

/// <summary>Times in the ledger: microseconds since 1970. All processes share one machine and so its clock.</summary>
internal static class Timing
{
    public static long Now() => (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
