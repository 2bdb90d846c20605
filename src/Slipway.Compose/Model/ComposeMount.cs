namespace Slipway.Compose;

/// <summary>A mount.</summary>
public sealed record ComposeMount
{
    /// <summary>Gets the type: <c>bind</c>, <c>volume</c>, <c>tmpfs</c>, <c>image</c>, <c>npipe</c>, <c>cluster</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Gets the host path (absolute), the volume's key in the project, or the image; null for an anonymous volume.</summary>
    public string? Source { get; init; }

    /// <summary>Gets the path in the container.</summary>
    public string? Target { get; init; }

    /// <summary>Gets whether it cannot be written.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Gets the consistency, which engines ignore.</summary>
    public string? Consistency { get; init; }

    /// <summary>Gets the options of a bind.</summary>
    public ComposeBindOptions? Bind { get; init; }

    /// <summary>Gets the options of a volume.</summary>
    public ComposeVolumeOptions? Volume { get; init; }

    /// <summary>Gets the options of a temporary file system.</summary>
    public ComposeTmpfsOptions? Tmpfs { get; init; }

    /// <summary>Gets the path inside a mounted image.</summary>
    public string? ImageSubpath { get; init; }
}
