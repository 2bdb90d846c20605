using Slipway.Core.Configurations;
using Slipway.Core.Planning;

namespace Slipway.Docker.Containers;

/// <summary>Modes and mounts that name another instance (<c>service:NAME</c>).</summary>
internal static class SharedNamespaces
{
    private const string Prefix = "service:";

    /// <summary>The instance that a mode names, or null.</summary>
    public static string? InstanceOf(string? mode) =>
        mode is not null && mode.StartsWith(Prefix, StringComparison.Ordinal) ? mode[Prefix.Length..] : null;

    /// <summary>Every instance whose namespaces or mounts a configuration shares.</summary>
    public static string[] InstancesOf(RunnableConfiguration configuration) => [.. DependencyOrder.SharedInstancesOf(configuration)];
}
