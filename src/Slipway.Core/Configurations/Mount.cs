using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Slipway.Core.Configurations;

/// <summary>Something that appears at a path inside the container.</summary>
/// <param name="Target">The absolute path inside.</param>
/// <param name="ReadOnly">Whether it cannot be written.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(VolumeMount), "volume")]
[JsonDerivedType(typeof(AnonymousVolumeMount), "anonymous")]
[JsonDerivedType(typeof(RepositoryMount), "repository")]
[JsonDerivedType(typeof(HostMount), "host")]
[JsonDerivedType(typeof(TmpfsMount), "tmpfs")]
[JsonDerivedType(typeof(FileMount), "file")]
[JsonDerivedType(typeof(ImageMount), "image")]
public abstract record Mount(string Target, bool ReadOnly);

/// <summary>A declared volume, by key.</summary>
public sealed record VolumeMount(string Target, bool ReadOnly, string Volume, bool NoCopy = false, string? Subpath = null) : Mount(Target, ReadOnly);

/// <summary>A volume without a name, which goes with the container's instance. Null labels are none, null no-copy is false.</summary>
public sealed record AnonymousVolumeMount(string Target, bool ReadOnly, ImmutableSortedDictionary<string, string>? Labels = null, bool? NoCopy = null)
    : Mount(Target, ReadOnly);

/// <summary>A file or directory of the repository at the revision's commit.</summary>
/// <param name="Target">The absolute path inside.</param>
/// <param name="ReadOnly">Whether it cannot be written.</param>
/// <param name="Path">The path inside the repository.</param>
/// <param name="ContentId">The Git id of the file or tree, so that the container is replaced exactly when the content changes.</param>
/// <param name="Options">Propagation and relabelling options, as <c>rslave,z,recursive=disabled</c>; null for none.</param>
public sealed record RepositoryMount(string Target, bool ReadOnly, string Path, string ContentId, string? Options = null) : Mount(Target, ReadOnly);

/// <summary>A path of the host, where the server's settings allow it.</summary>
public sealed record HostMount(string Target, bool ReadOnly, string Source, bool CreateSource, string? Options = null) : Mount(Target, ReadOnly);

/// <summary>Memory. Size 0 is the engine's default, and so is mode 0; options are those of a mount (<c>size=64m,mode=1777</c>) and stand for all else.</summary>
public sealed record TmpfsMount(string Target, bool ReadOnly, long SizeBytes = 0, int Mode = 0, string? Options = null) : Mount(Target, ReadOnly);

/// <summary>The content of an image, which cannot be written.</summary>
public sealed record ImageMount(string Target, string Reference, string? Subpath = null) : Mount(Target, true);

/// <summary>A small file with its content (a config or secret), written into the container before it starts.</summary>
/// <param name="Target">The absolute path inside.</param>
/// <param name="ReadOnly">Whether it cannot be written.</param>
/// <param name="ContentBase64">The bytes. Never logged.</param>
/// <param name="Mode">Permissions, as a number; default 0444 octal.</param>
/// <param name="UserId">Owner.</param>
/// <param name="GroupId">Group.</param>
public sealed record FileMount(string Target, bool ReadOnly, string ContentBase64, int Mode = 292, int UserId = 0, int GroupId = 0) : Mount(Target, ReadOnly);
