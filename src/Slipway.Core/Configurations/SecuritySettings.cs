using System.Collections.Immutable;

namespace Slipway.Core.Configurations;

/// <summary>Privileges and isolation. Whether a repository may ask for more than the default is decided before this is made.</summary>
public sealed record SecuritySettings
{
    /// <summary>Gets the engine's defaults.</summary>
    public static SecuritySettings Default { get; } = new();

    /// <summary>Gets whether it has every privilege.</summary>
    public bool Privileged { get; init; }

    /// <summary>Gets whether its root file system cannot be written.</summary>
    public bool ReadOnlyRoot { get; init; }

    /// <summary>Gets added capabilities.</summary>
    public ImmutableArray<string> CapAdd { get; init; } = [];

    /// <summary>Gets dropped capabilities.</summary>
    public ImmutableArray<string> CapDrop { get; init; } = [];

    /// <summary>Gets security options.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>Gets further groups.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>Gets devices, as <c>HOST:CONTAINER:rwm</c>.</summary>
    public ImmutableArray<string> Devices { get; init; } = [];

    /// <summary>Gets the IPC mode.</summary>
    public string? Ipc { get; init; }

    /// <summary>Gets the PID mode.</summary>
    public string? Pid { get; init; }

    /// <summary>Gets the UTS mode.</summary>
    public string? Uts { get; init; }

    /// <summary>Gets the user namespace mode.</summary>
    public string? UserNamespace { get; init; }

    /// <summary>Gets the cgroup namespace mode.</summary>
    public string? Cgroup { get; init; }

    /// <summary>Gets the parent cgroup.</summary>
    public string? CgroupParent { get; init; }

    /// <summary>Gets the runtime.</summary>
    public string? Runtime { get; init; }
}
