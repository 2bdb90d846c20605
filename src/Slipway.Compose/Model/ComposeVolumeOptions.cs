namespace Slipway.Compose;

/// <summary>Options of a volume mount.</summary>
public sealed record ComposeVolumeOptions
{
    /// <summary>Gets whether the image's files are not copied into a new volume.</summary>
    public bool NoCopy { get; init; }

    /// <summary>Gets the path inside the volume.</summary>
    public string? Subpath { get; init; }

    /// <summary>Gets the labels.</summary>
    public ComposeMap<string> Labels { get; init; } = ComposeMap<string>.Empty;
}
