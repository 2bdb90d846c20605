namespace Slipway.Compose;

/// <summary>A credential specification (Windows).</summary>
public sealed record ComposeCredentialSpec
{
    /// <summary>Gets the config that holds it.</summary>
    public string? Config { get; init; }

    /// <summary>Gets the file that holds it.</summary>
    public string? File { get; init; }

    /// <summary>Gets the registry value that holds it.</summary>
    public string? Registry { get; init; }
}
