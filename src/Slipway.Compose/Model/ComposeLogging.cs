namespace Slipway.Compose;

/// <summary>A log driver.</summary>
public sealed record ComposeLogging
{
    /// <summary>Gets the driver.</summary>
    public string? Driver { get; init; }

    /// <summary>Gets its options.</summary>
    public ComposeMap<string> Options { get; init; } = ComposeMap<string>.Empty;
}
