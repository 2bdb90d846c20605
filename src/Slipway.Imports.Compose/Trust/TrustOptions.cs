namespace Slipway.Imports.Compose.Trust;

/// <summary>What a repository may ask for beyond an ordinary container; section <c>Slipway:Trust</c>. Nothing by default: whoever can push could otherwise take the host.</summary>
public sealed class TrustOptions
{
    /// <summary>The section that they are bound from.</summary>
    public const string Section = "Slipway:Trust";

    /// <summary>Gets or sets whether <c>privileged</c> is allowed. Default false.</summary>
    public bool Privileged { get; set; }

    /// <summary>Gets or sets whether the host's network, process, IPC, UTS, user and cgroup namespaces, and those of foreign containers, are allowed. Default false.</summary>
    public bool HostNamespaces { get; set; }

    /// <summary>Gets or sets whether <c>devices</c> are allowed. Default false.</summary>
    public bool Devices { get; set; }

    /// <summary>Gets or sets whether capabilities beyond the engine's default set may be added. Default false.</summary>
    public bool Capabilities { get; set; }

    /// <summary>Gets or sets whether security options may be relaxed. Default false.</summary>
    public bool SecurityOptions { get; set; }

    /// <summary>Gets or sets whether paths of the host outside of the repository may be mounted, the engine's socket included. Default false.</summary>
    public bool HostPaths { get; set; }
}
