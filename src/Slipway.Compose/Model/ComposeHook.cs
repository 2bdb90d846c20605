namespace Slipway.Compose;

/// <summary>A command in the life of a container.</summary>
public sealed record ComposeHook
{
    /// <summary>Gets the command in words.</summary>
    public ComposeList<string>? Command { get; init; }

    /// <summary>Gets the image it runs in (<c>pre_start</c> only).</summary>
    public string? Image { get; init; }

    /// <summary>Gets the user it runs as.</summary>
    public string? User { get; init; }

    /// <summary>Gets the working directory.</summary>
    public string? WorkingDir { get; init; }

    /// <summary>Gets whether it has the rights of the host.</summary>
    public bool Privileged { get; init; }

    /// <summary>Gets whether it runs for each container (<c>pre_start</c> only).</summary>
    public bool PerReplica { get; init; }

    /// <summary>Gets the environment.</summary>
    public ComposeMap<string?> Environment { get; init; } = ComposeMap<string?>.Empty;
}
