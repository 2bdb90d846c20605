using Docker.DotNet.Models;
using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Core.Planning;
using Slipway.Docker.Connection;
using EngineMount = Docker.DotNet.Models.Mount;
using Version = System.Version;

namespace Slipway.Docker.Containers;

/// <summary>Turns mounts into the engine's.</summary>
internal static class MountTranslation
{
    private const string Recursive = "recursive=";

    private static readonly string[] Propagations = ["private", "rprivate", "shared", "rshared", "slave", "rslave"];

    public static void Add(HostConfig host, DesiredContainer container, ContainerSurroundings surroundings)
    {
        host.Mounts = [];
        host.Binds = [];
        var targets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var mount in container.Configuration.Mounts)
        {
            targets.Add(mount.Target);
            switch (mount)
            {
                case VolumeMount volume:
                    host.Mounts.Add(Volume(volume, container.VolumeNames[volume.Volume]));
                    break;
                case AnonymousVolumeMount anonymous:
                    host.Mounts.Add(Anonymous(anonymous, surroundings));
                    break;
                case RepositoryMount repository:
                    Bind(host, repository, container.RepositoryPaths[repository.Target], createSource: false, repository.Options, surroundings.ApiVersion);
                    break;
                case HostMount path:
                    Bind(host, path, path.Source, path.CreateSource, path.Options, surroundings.ApiVersion);
                    break;
                case TmpfsMount { Options: { } options }:
                    (host.Tmpfs ??= new Dictionary<string, string>())[mount.Target] = options;
                    break;
                case TmpfsMount memory:
                    host.Mounts.Add(Memory(memory));
                    break;
                case ImageMount image:
                    host.Mounts.Add(Image(image));
                    break;
                case FileMount:
                    break;
                default:
                    throw new EngineException($"{container.Instance}: mounts of kind {mount.GetType().Name} are not known to this engine");
            }
        }

        // Directories for files, and volumes that the image itself declares and the replaced container had.
        foreach (var target in surroundings.FileVolumes.Union(surroundings.InheritedVolumes.Keys).Where(targets.Add))
        {
            host.Mounts.Add(Anonymous(new AnonymousVolumeMount(target, ReadOnly: false), surroundings));
        }
    }

    private static EngineMount Volume(VolumeMount volume, string name) => new()
    {
        Type = "volume",
        Source = name,
        Target = volume.Target,
        ReadOnly = volume.ReadOnly,
        VolumeOptions = volume.NoCopy || volume.Subpath is not null
            ? new VolumeOptions { NoCopy = volume.NoCopy, Subpath = volume.Subpath }
            : null,
    };

    private static EngineMount Anonymous(AnonymousVolumeMount mount, ContainerSurroundings surroundings) => new()
    {
        Type = "volume",
        Source = surroundings.InheritedVolumes.GetValueOrDefault(mount.Target),
        Target = mount.Target,
        ReadOnly = mount.ReadOnly,
        VolumeOptions = mount is { Labels: null, NoCopy: null }
            ? null
            : new VolumeOptions { NoCopy = mount.NoCopy ?? false, Labels = mount.Labels is { } labels ? new Dictionary<string, string>(labels) : null! },
    };

    private static EngineMount Image(ImageMount image) => new()
    {
        Type = "image",
        Source = image.Reference,
        Target = image.Target,
        ImageOptions = image.Subpath is null ? null : new ImageOptions { Subpath = image.Subpath },
    };

    private static EngineMount Memory(TmpfsMount memory) => new()
    {
        Type = "tmpfs",
        Target = memory.Target,
        ReadOnly = memory.ReadOnly,
        TmpfsOptions = memory is { SizeBytes: 0, Mode: 0 }
            ? null
            : new TmpfsOptions
            {
                SizeBytes = memory.SizeBytes == 0 ? null : memory.SizeBytes,
                Mode = memory.Mode == 0 ? null : (uint)memory.Mode,
            },
    };

    private static void Bind(HostConfig host, Slipway.Core.Configurations.Mount mount, string source, bool createSource, string? options, Version api)
    {
        string[] words = options?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

        // Relabelling exists only in the old notation, and so does creating the source on engines before API 1.42.
        if (words.Any(word => word is "z" or "Z") || (createSource && api < EngineFeatures.CreatesSourceByMount))
        {
            if (source.Contains(':', StringComparison.Ordinal) || mount.Target.Contains(':', StringComparison.Ordinal))
            {
                throw new EngineException($"This engine cannot mount {source} at {mount.Target}, because there is a colon in the path");
            }

            string[] suffix = [mount.ReadOnly ? "ro" : "rw", .. words.Where(word => word is "z" or "Z" || Propagations.Contains(word))];
            host.Binds!.Add($"{source}:{mount.Target}:{string.Join(',', suffix)}");
            return;
        }

        var propagation = words.FirstOrDefault(Propagations.Contains);
        var recursive = words.FirstOrDefault(word => word.StartsWith(Recursive, StringComparison.Ordinal))?[Recursive.Length..];
        host.Mounts!.Add(new EngineMount
        {
            Type = "bind",
            Source = source,
            Target = mount.Target,
            ReadOnly = mount.ReadOnly,
            BindOptions = propagation is null && recursive is null && !createSource
                ? null
                : new BindOptions
                {
                    Propagation = propagation,
                    CreateMountpoint = createSource ? true : null,
                    NonRecursive = recursive == "disabled" ? true : null,
                    ReadOnlyNonRecursive = recursive == "writable" ? true : null,
                    ReadOnlyForceRecursive = recursive == "readonly" ? true : null,
                },
        });
    }
}
