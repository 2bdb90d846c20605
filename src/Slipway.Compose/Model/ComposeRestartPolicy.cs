namespace Slipway.Compose;

/// <summary>The restart policy of a deployment.</summary>
public sealed record ComposeRestartPolicy
{
    /// <summary>Gets the condition: <c>none</c>, <c>on-failure</c>, <c>any</c>.</summary>
    public string? Condition { get; init; }

    /// <summary>Gets the time between attempts.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Gets the number of attempts.</summary>
    public long? MaxAttempts { get; init; }

    /// <summary>Gets the time after which a start counts as successful.</summary>
    public TimeSpan? Window { get; init; }
}
