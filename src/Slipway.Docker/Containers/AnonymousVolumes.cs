using Docker.DotNet.Models;

namespace Slipway.Docker.Containers;

/// <summary>Tells volumes without a name of their own from named ones.</summary>
internal static class AnonymousVolumes
{
    private const int GeneratedNameLength = 64;

    /// <summary>The anonymous volumes of a container, by the path inside.</summary>
    public static Dictionary<string, string> Of(ContainerInspectResponse container) => (container.Mounts ?? [])
        .Where(mount => mount.Type == "volume" && mount.Destination is not null && IsGenerated(mount.Name))
        .ToDictionary(mount => mount.Destination!, mount => mount.Name!, StringComparer.Ordinal);

    /// <summary>
    /// Whether the engine made up the name. A volume that was taken over from another container counts as named for the engine, so its
    /// own notion of anonymous does not do.
    /// </summary>
    private static bool IsGenerated(string? name) => name is { Length: GeneratedNameLength } && name.All(char.IsAsciiHexDigitLower);
}
