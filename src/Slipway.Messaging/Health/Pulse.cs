namespace Slipway.Messaging;

/// <summary>When the pumps of this process moved last. Safe for concurrent use.</summary>
internal sealed class Pulse(TimeProvider time)
{
    private long _claimed;
    private long _renewed;

    /// <summary>Notes that the claim loop is about to look, whatever comes of it.</summary>
    public void Claiming() => Volatile.Write(ref _claimed, time.GetTimestamp());

    /// <summary>Notes that the lease pump turns.</summary>
    public void Renewing() => Volatile.Write(ref _renewed, time.GetTimestamp());

    /// <summary>How long ago the claim loop looked; null before it began.</summary>
    public TimeSpan? SinceClaim() => Since(ref _claimed);

    /// <summary>How long ago the lease pump turned; null before it began.</summary>
    public TimeSpan? SinceRenewal() => Since(ref _renewed);

    private TimeSpan? Since(ref long moment) => Volatile.Read(ref moment) is not 0 and var at ? time.GetElapsedTime(at) : null;
}
