namespace Slipway.Compose;

/// <summary>Options of a temporary file system.</summary>
public sealed record ComposeTmpfsOptions
{
    /// <summary>Gets the size, in bytes.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>Gets the permission bits, as a number.</summary>
    public long? Mode { get; init; }
}
