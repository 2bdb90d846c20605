namespace Slipway.Messaging;

/// <summary>What follows a failed attempt.</summary>
public abstract record RetryDecision
{
    private RetryDecision()
    {
    }

    /// <summary>Another attempt.</summary>
    /// <param name="Delay">How long to wait first.</param>
    public sealed record Again(TimeSpan Delay) : RetryDecision;

    /// <summary>No further attempt; the message becomes a dead letter.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record GiveUp(string Reason) : RetryDecision;
}
