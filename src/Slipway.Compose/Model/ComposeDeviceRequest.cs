namespace Slipway.Compose;

/// <summary>A request for devices by what they can do.</summary>
public sealed record ComposeDeviceRequest
{
    /// <summary>Gets the capabilities.</summary>
    public ComposeList<string> Capabilities { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets the driver.</summary>
    public string? Driver { get; init; }

    /// <summary>Gets the number; -1 for all.</summary>
    public long? Count { get; init; }

    /// <summary>Gets the devices wanted.</summary>
    public ComposeList<string> DeviceIds { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets the driver's options.</summary>
    public ComposeMap<string> Options { get; init; } = ComposeMap<string>.Empty;
}
