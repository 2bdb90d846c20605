namespace Slipway.Compose;

/// <summary>A device.</summary>
public sealed record ComposeDevice
{
    /// <summary>Gets the device on the host.</summary>
    public required string Source { get; init; }

    /// <summary>Gets the device in the container.</summary>
    public string? Target { get; init; }

    /// <summary>Gets the permissions: some of <c>rwm</c>.</summary>
    public string? Permissions { get; init; }
}
