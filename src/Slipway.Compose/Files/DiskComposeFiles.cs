namespace Slipway.Compose;

/// <summary>Files of this machine. Safe for use by several loads at once.</summary>
public sealed class DiskComposeFiles : IComposeFiles
{
    /// <summary>Gets how long a pipe or device may take to end. Default 10 seconds.</summary>
    public TimeSpan PipePatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public FileStatus GetStatus(string path) =>
        File.Exists(path) && !IsDangling(path) ? FileStatus.File : Directory.Exists(path) ? FileStatus.Directory : FileStatus.Absent;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Read(string path, int maxBytes)
    {
        if (!File.Exists(path) || IsDangling(path))
        {
            return null;
        }

        try
        {
            return ReadPatiently(path, maxBytes);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // A link that leads nowhere.
            return null;
        }
    }

    private ReadOnlyMemory<byte> ReadPatiently(string path, int maxBytes)
    {
        // What has no length may be a pipe that nobody writes to, or a terminal.
        return new FileInfo(path).Length > 0 ? ReadAll(path, maxBytes) : PatientReader.Read(path, PipePatience, () => ReadAll(path, maxBytes));
    }

    private static ReadOnlyMemory<byte> ReadAll(string path, int maxBytes)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        var buffer = new byte[(int)Math.Min(stream.CanSeek ? stream.Length + 1 : 4096, (long)maxBytes + 1)];
        var length = 0;
        while (true)
        {
            var read = stream.Read(buffer, length, buffer.Length - length);
            length += read;
            if (read == 0 || length > maxBytes)
            {
                return buffer.AsMemory(0, length);
            }

            if (length == buffer.Length)
            {
                // A file without a length, such as a pipe.
                Array.Resize(ref buffer, (int)Math.Min((long)buffer.Length * 2, (long)maxBytes + 1));
            }
        }
    }

    /// <summary>Whether a link leads nowhere, in which case there is no file, although the link itself is there.</summary>
    private static bool IsDangling(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is not { Exists: true };
        }
        catch (IOException)
        {
            // A loop of links.
            return true;
        }
    }

    /// <inheritdoc/>
    public string ResolveLink(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var current = "";
        for (var i = 0; i < parts.Length; i++)
        {
            var parent = current.Length == 0 ? "/" : current;
            current += "/" + parts[i];
            if (new FileInfo(current).LinkTarget is { } target)
            {
                var rest = string.Join('/', parts.Skip(i + 1));
                return PosixPath.Join(PosixPath.Join(parent, target), rest);
            }
        }

        return path;
    }
}
