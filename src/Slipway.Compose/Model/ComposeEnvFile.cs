namespace Slipway.Compose;

/// <summary>An env file that was not read.</summary>
public sealed record ComposeEnvFile
{
    /// <summary>Gets the path.</summary>
    public required string Path { get; init; }

    /// <summary>Gets whether it must exist.</summary>
    public bool Required { get; init; }

    /// <summary>Gets the format: null or <c>raw</c>.</summary>
    public string? Format { get; init; }
}
