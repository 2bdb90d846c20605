namespace Slipway.Compose;

/// <summary>A config or secret that a service uses.</summary>
public sealed record ComposeFileReference
{
    /// <summary>Gets its key in the project.</summary>
    public required string Source { get; init; }

    /// <summary>Gets the path in the container.</summary>
    public string? Target { get; init; }

    /// <summary>Gets the owner.</summary>
    public string? Uid { get; init; }

    /// <summary>Gets the group.</summary>
    public string? Gid { get; init; }

    /// <summary>Gets the permission bits, as a number.</summary>
    public int? Mode { get; init; }
}
