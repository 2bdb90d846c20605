namespace Slipway.Messaging;

/// <summary>When a failed delivery is tried again. Data plus one pure function.</summary>
public sealed record RetryPolicy
{
    /// <summary>Gets the default: 8 attempts, 1 s doubling to 5 min, half of it jitter.</summary>
    public static RetryPolicy Default { get; } = new();

    /// <summary>Gets how many attempts there are in all, the first included. Default 8; 1 to 1000.</summary>
    public int MaxAttempts { get; init; } = 8;

    /// <summary>Gets the delay after the first failure. Default 1 s.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets the factor from one delay to the next. Default 2; at least 1.</summary>
    public double Factor { get; init; } = 2;

    /// <summary>Gets the longest delay. Default 5 min.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets the share of a delay that chance may take away. Default 0.5; 0 to 1.</summary>
    public double Jitter { get; init; } = 0.5;

    /// <summary>Decides what follows a failure.</summary>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="error">What was thrown.</param>
    /// <param name="random">A number from 0 (inclusive) to 1 (exclusive).</param>
    /// <returns>Try again after a delay, or give up.</returns>
    public RetryDecision Decide(int attempt, Exception error, double random) => error switch
    {
        PermanentFailureException => new RetryDecision.GiveUp(error.Message),
        _ when attempt >= MaxAttempts => new RetryDecision.GiveUp($"gave up after {attempt} attempts: {error.Message}"),
        TryLaterException later => new RetryDecision.Again(later.After),
        _ => new RetryDecision.Again(DelayAfter(attempt, random)),
    };

    private TimeSpan DelayAfter(int attempt, double random)
    {
        var full = Math.Min(MaxDelay.TotalSeconds, FirstDelay.TotalSeconds * Math.Pow(Factor, attempt - 1));
        return TimeSpan.FromSeconds(full * (1 - (Jitter * random)));
    }
}
