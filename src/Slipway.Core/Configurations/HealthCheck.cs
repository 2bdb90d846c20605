using System.Collections.Immutable;

namespace Slipway.Core.Configurations;

/// <summary>How the engine finds out whether an instance is well. Null fields take the image's or the engine's value.</summary>
public sealed record HealthCheck
{
    /// <summary>Gets whether the image's health check is switched off.</summary>
    public bool Disabled { get; init; }

    /// <summary>Gets the test: <c>CMD</c> or <c>CMD-SHELL</c> and its words; empty takes the image's.</summary>
    public ImmutableArray<string> Test { get; init; } = [];

    /// <summary>Gets the time between two checks.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Gets how long one check may take.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Gets how many failures in a row make it unhealthy.</summary>
    public int? Retries { get; init; }

    /// <summary>Gets how long failures do not count after the start.</summary>
    public TimeSpan? StartPeriod { get; init; }

    /// <summary>Gets the time between two checks during the start period.</summary>
    public TimeSpan? StartInterval { get; init; }
}
