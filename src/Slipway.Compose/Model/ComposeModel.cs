namespace Slipway.Compose;

/// <summary>An AI model of the project.</summary>
public sealed record ComposeModel
{
    /// <summary>Gets the key in the project.</summary>
    public required string Key { get; init; }

    /// <summary>Gets the name.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the model.</summary>
    public required string Model { get; init; }

    /// <summary>Gets the size of the context, in tokens.</summary>
    public long? ContextSize { get; init; }

    /// <summary>Gets the flags of the runtime.</summary>
    public ComposeList<string> RuntimeFlags { get; init; } = ComposeList<string>.Empty;
}
