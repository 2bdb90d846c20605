using System.Collections.Immutable;
using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Core.Planning;

namespace Slipway.Docker.Containers;

/// <summary>
/// Small files are written into the container's own layer. Where that cannot be — the root file system is read-only, or memory is mounted
/// over the place — their directory becomes an anonymous volume, which keeps what the image has there and goes with the container.
/// </summary>
internal static class FileVolumes
{
    public static ImmutableSortedSet<string> Of(DesiredContainer container)
    {
        var mounts = container.Configuration.Mounts;
        var directories = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var file in mounts.OfType<FileMount>())
        {
            var cover = mounts
                .Where(mount => mount is not FileMount && Covers(mount.Target, file.Target))
                .MaxBy(mount => mount.Target.Length);
            var writable = cover is null ? !container.Configuration.Security.ReadOnlyRoot : cover is not TmpfsMount && !cover.ReadOnly;
            if (!writable)
            {
                directories.Add(DirectoryOf(container, file));
            }
        }

        return directories.ToImmutable();
    }

    /// <summary>Whether a path lies below a directory.</summary>
    public static bool Covers(string directory, string path) =>
        path.StartsWith(directory.TrimEnd('/') + "/", StringComparison.Ordinal);

    private static string DirectoryOf(DesiredContainer container, FileMount file)
    {
        var directory = file.Target[..Math.Max(0, file.Target.LastIndexOf('/'))];
        if (directory.Length == 0)
        {
            throw new EngineException(
                EngineFailure.Other,
                0,
                $"{container.Instance}: {file.Target} cannot be written, because the root file system is read-only; give the file a target in a directory of its own");
        }

        return directory;
    }
}
