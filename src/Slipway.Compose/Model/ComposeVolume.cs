namespace Slipway.Compose;

/// <summary>A volume of the project.</summary>
public sealed record ComposeVolume
{
    /// <summary>Gets the key in the project.</summary>
    public required string Key { get; init; }

    /// <summary>Gets the name on the engine.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the driver.</summary>
    public string? Driver { get; init; }

    /// <summary>Gets the driver's options.</summary>
    public ComposeMap<string> DriverOpts { get; init; } = ComposeMap<string>.Empty;

    /// <summary>Gets whether it is made elsewhere.</summary>
    public bool External { get; init; }

    /// <summary>Gets the labels.</summary>
    public ComposeMap<string> Labels { get; init; } = ComposeMap<string>.Empty;
}
