namespace Slipway.Compose;

/// <summary>Limits or reservations.</summary>
public sealed record ComposeResources
{
    /// <summary>Gets the number of processors.</summary>
    public double? Cpus { get; init; }

    /// <summary>Gets the memory, in bytes.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Gets the number of processes.</summary>
    public long? Pids { get; init; }

    /// <summary>Gets the devices reserved.</summary>
    public ComposeList<ComposeDeviceRequest> Devices { get; init; } = ComposeList<ComposeDeviceRequest>.Empty;

    /// <summary>Gets the generic resources reserved, by kind.</summary>
    public ComposeMap<string> GenericResources { get; init; } = ComposeMap<string>.Empty;
}
