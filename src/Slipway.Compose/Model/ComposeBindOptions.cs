namespace Slipway.Compose;

/// <summary>Options of a bind mount.</summary>
public sealed record ComposeBindOptions
{
    /// <summary>Gets whether a missing host path is created.</summary>
    public bool CreateHostPath { get; init; }

    /// <summary>Gets the propagation.</summary>
    public string? Propagation { get; init; }

    /// <summary>Gets the relabelling: <c>z</c> or <c>Z</c>.</summary>
    public string? SeLinux { get; init; }

    /// <summary>Gets how mounts below are bound.</summary>
    public string? Recursive { get; init; }
}
