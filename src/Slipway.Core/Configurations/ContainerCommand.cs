using System.Collections.Immutable;

namespace Slipway.Core.Configurations;

/// <summary>A command that runs inside of a running container.</summary>
public sealed record ContainerCommand
{
    /// <summary>Gets the command in words.</summary>
    public required ImmutableArray<string> Words { get; init; }

    /// <summary>Gets the user; null is the container's.</summary>
    public string? User { get; init; }

    /// <summary>Gets the working directory; null is the container's.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Gets whether it has every privilege.</summary>
    public bool Privileged { get; init; }

    /// <summary>Gets variables beside the container's.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
