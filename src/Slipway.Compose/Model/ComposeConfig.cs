namespace Slipway.Compose;

/// <summary>A config of the project.</summary>
public sealed record ComposeConfig
{
    /// <summary>Gets the key in the project.</summary>
    public required string Key { get; init; }

    /// <summary>Gets the name on the engine.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the file with the content, absolute.</summary>
    public string? File { get; init; }

    /// <summary>Gets the content itself.</summary>
    public string? Content { get; init; }

    /// <summary>Gets the variable with the content.</summary>
    public string? Environment { get; init; }

    /// <summary>Gets whether it is made elsewhere.</summary>
    public bool External { get; init; }

    /// <summary>Gets the template driver.</summary>
    public string? TemplateDriver { get; init; }

    /// <summary>Gets the labels.</summary>
    public ComposeMap<string> Labels { get; init; } = ComposeMap<string>.Empty;
}
