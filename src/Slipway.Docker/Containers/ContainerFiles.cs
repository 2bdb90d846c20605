using System.Collections.Immutable;
using System.Formats.Tar;
using Docker.DotNet.Models;
using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Docker.Connection;

namespace Slipway.Docker.Containers;

/// <summary>Writes small files into a container that is not running, through the engine's archive call.</summary>
internal sealed class ContainerFiles(EngineConnection connection)
{
    public async Task WriteAsync(string container, ImmutableArray<FileMount> files, CancellationToken cancellationToken)
    {
        if (files.IsEmpty)
        {
            return;
        }

        PathSegment.Name(container);
        var existing = await connection.CallAsync(
            session => session.Client.Containers.InspectContainerAsync(container, cancellationToken), cancellationToken).ConfigureAwait(false);

        // An archive is unpacked either into the container's own layer or into one volume, so each volume gets its own.
        var volumes = (existing.Mounts ?? []).Select(mount => mount.Destination).OfType<string>().OrderByDescending(path => path.Length).ToArray();
        foreach (var group in files.GroupBy(file => volumes.FirstOrDefault(volume => FileVolumes.Covers(volume, file.Target)) ?? "/"))
        {
            await UnpackAsync(container, group.Key, group, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task UnpackAsync(string container, string root, IEnumerable<FileMount> files, CancellationToken cancellationToken)
    {
        using var archive = Pack(root, files);
        var parameters = new CopyToContainerParameters { Path = root };
        await connection.CallAsync(
            session => session.Client.Containers.ExtractArchiveToContainerAsync(container, parameters, archive, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
    }

    private static MemoryStream Pack(string root, IEnumerable<FileMount> files)
    {
        var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var file in files)
            {
                using var content = new MemoryStream(Content(file));
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, Relative(root, file.Target))
                {
                    Mode = (UnixFileMode)(file.Mode & 0xFFF),
                    Uid = file.UserId,
                    Gid = file.GroupId,

                    // A fixed time keeps the bytes the same from one deployment to the next.
                    ModificationTime = DateTimeOffset.UnixEpoch,
                    DataStream = content,
                });
            }
        }

        archive.Position = 0;
        return archive;
    }

    private static string Relative(string root, string target)
    {
        var path = target[root.TrimEnd('/').Length..].TrimStart('/');
        return path.Split('/').Contains("..")
            ? throw new EngineException($"The file target {target} must not have .. in it")
            : path;
    }

    private static byte[] Content(FileMount file)
    {
        try
        {
            return Convert.FromBase64String(file.ContentBase64);
        }
        catch (FormatException error)
        {
            throw new EngineException($"The content of {file.Target} is not base64", error);
        }
    }
}
