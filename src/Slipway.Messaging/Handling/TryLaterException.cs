namespace Slipway.Messaging;

/// <summary>Thrown by a handler that knows when trying again may help. It counts as an attempt; after the last one the message is dead.</summary>
public sealed class TryLaterException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="TryLaterException"/> class that asks for 1 s.</summary>
    public TryLaterException()
        : this(TimeSpan.FromSeconds(1), "It is too early.")
    {
    }

    /// <summary>Initializes a new instance of the <see cref="TryLaterException"/> class that asks for 1 s.</summary>
    /// <param name="message">Why not now.</param>
    public TryLaterException(string message)
        : this(TimeSpan.FromSeconds(1), message)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="TryLaterException"/> class that asks for 1 s.</summary>
    /// <param name="message">Why not now.</param>
    /// <param name="innerException">What was thrown underneath.</param>
    public TryLaterException(string message, Exception innerException)
        : base(message, innerException)
    {
        After = TimeSpan.FromSeconds(1);
    }

    /// <summary>Initializes a new instance of the <see cref="TryLaterException"/> class.</summary>
    /// <param name="after">How long to wait before the next attempt, instead of what the retry policy says. 0 to 365 days.</param>
    /// <param name="why">Why not now; shown beside the delivery.</param>
    public TryLaterException(TimeSpan after, string why)
        : base(why)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(after, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(after, TimeSpan.FromDays(365));
        After = after;
    }

    /// <summary>Gets how long to wait before the next attempt.</summary>
    public TimeSpan After { get; }
}
