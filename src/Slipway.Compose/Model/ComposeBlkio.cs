namespace Slipway.Compose;

/// <summary>Block I/O settings.</summary>
public sealed record ComposeBlkio
{
    /// <summary>Gets the relative weight.</summary>
    public long? Weight { get; init; }

    /// <summary>Gets the weights by device.</summary>
    public ComposeMap<string> WeightDevice { get; init; } = ComposeMap<string>.Empty;

    /// <summary>Gets the read limits in bytes per second, by device.</summary>
    public ComposeMap<string> DeviceReadBps { get; init; } = ComposeMap<string>.Empty;

    /// <summary>Gets the read limits in operations per second, by device.</summary>
    public ComposeMap<string> DeviceReadIops { get; init; } = ComposeMap<string>.Empty;

    /// <summary>Gets the write limits in bytes per second, by device.</summary>
    public ComposeMap<string> DeviceWriteBps { get; init; } = ComposeMap<string>.Empty;

    /// <summary>Gets the write limits in operations per second, by device.</summary>
    public ComposeMap<string> DeviceWriteIops { get; init; } = ComposeMap<string>.Empty;
}
