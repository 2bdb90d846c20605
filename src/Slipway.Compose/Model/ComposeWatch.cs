namespace Slipway.Compose;

/// <summary>A path that is watched while developing.</summary>
public sealed record ComposeWatch
{
    /// <summary>Gets the path on the host.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the action: <c>rebuild</c>, <c>sync</c>, <c>restart</c>, <c>sync+restart</c>, <c>sync+exec</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Gets the path in the container.</summary>
    public string? Target { get; init; }

    /// <summary>Gets the patterns ignored.</summary>
    public ComposeList<string> Ignore { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets the patterns included.</summary>
    public ComposeList<string> Include { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets the command to run.</summary>
    public ComposeHook? Exec { get; init; }

    /// <summary>Gets whether everything is copied at the start.</summary>
    public bool InitialSync { get; init; }
}
