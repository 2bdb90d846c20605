namespace Slipway.Compose;

/// <summary>A provider that stands for a service instead of containers.</summary>
public sealed record ComposeProvider
{
    /// <summary>Gets the provider.</summary>
    public required string Type { get; init; }

    /// <summary>Gets its options.</summary>
    public ComposeMap<ComposeList<string>> Options { get; init; } = ComposeMap<ComposeList<string>>.Empty;
}
