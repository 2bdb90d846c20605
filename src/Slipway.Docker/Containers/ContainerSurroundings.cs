using System.Collections.Immutable;

namespace Slipway.Docker.Containers;

/// <summary>What the engine has around a container that is about to be created.</summary>
/// <param name="ImageId">The id of its image.</param>
/// <param name="Namesakes">The id of the container of each instance whose namespace it shares.</param>
/// <param name="InheritedVolumes">The anonymous volumes that it takes over, by the path inside.</param>
/// <param name="FileVolumes">Directories that become anonymous volumes because files are written there.</param>
/// <param name="ApiVersion">The version that the engine speaks.</param>
internal sealed record ContainerSurroundings(
    string ImageId,
    ImmutableDictionary<string, string> Namesakes,
    ImmutableDictionary<string, string> InheritedVolumes,
    ImmutableSortedSet<string> FileVolumes,
    Version ApiVersion);
