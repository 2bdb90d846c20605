namespace Slipway.Messaging;

/// <summary>The clock of the host. Right where all processes share one machine, and where a host brings a time of its own.</summary>
internal sealed class HostClock(TimeProvider time) : IMessageClock
{
    public long Now() => Timestamp.From(time.GetUtcNow());

    public long NowAtMost() => Now();
}
