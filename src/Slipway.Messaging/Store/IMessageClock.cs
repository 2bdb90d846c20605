namespace Slipway.Messaging;

/// <summary>The clock that every time in the store is taken from: when deliveries are due, leases end and messages are old.</summary>
internal interface IMessageClock
{
    /// <summary>Gets the time in microseconds since 1970 in UTC. Asked within a read or write of the database.</summary>
    long Now();

    /// <summary>Gets a time that is not before the store's, for what must not happen too early.</summary>
    long NowAtMost();
}
