namespace Slipway.Compose;

/// <summary>A health check.</summary>
public sealed record ComposeHealthcheck
{
    /// <summary>Gets the test: <c>CMD</c> and words, <c>CMD-SHELL</c> and a line, or <c>NONE</c>; empty: the image's.</summary>
    public ComposeList<string> Test { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets the time between checks.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Gets the time a check may take.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Gets the time in which failures do not count.</summary>
    public TimeSpan? StartPeriod { get; init; }

    /// <summary>Gets the time between checks in the start period.</summary>
    public TimeSpan? StartInterval { get; init; }

    /// <summary>Gets how many failures in a row make the container unhealthy.</summary>
    public long? Retries { get; init; }

    /// <summary>Gets whether the image's check is switched off.</summary>
    public bool Disable { get; init; }
}
