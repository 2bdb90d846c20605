namespace Slipway.Compose;

/// <summary>A resource limit of processes.</summary>
public sealed record ComposeUlimit
{
    /// <summary>Gets the soft limit.</summary>
    public required long Soft { get; init; }

    /// <summary>Gets the hard limit.</summary>
    public required long Hard { get; init; }
}
