namespace Slipway.Compose;

/// <summary>How an update or its rollback goes.</summary>
public sealed record ComposeUpdateConfig
{
    /// <summary>Gets how many containers change at once; 0 for all.</summary>
    public long? Parallelism { get; init; }

    /// <summary>Gets the time between groups.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Gets what happens on failure.</summary>
    public string? FailureAction { get; init; }

    /// <summary>Gets the time a failure is looked for.</summary>
    public TimeSpan? Monitor { get; init; }

    /// <summary>Gets the share of failures tolerated.</summary>
    public double? MaxFailureRatio { get; init; }

    /// <summary>Gets the order: <c>start-first</c> or <c>stop-first</c>.</summary>
    public string? Order { get; init; }
}
