using System.Security.Cryptography;
using System.Text;
using Slipway.Core.Sources;

namespace Slipway.Testing.Sources;

/// <summary>The files of a commit, in memory. Ids follow the content as Git's do; links are followed, and refused when they lead outside.</summary>
public sealed class FakeSourceTree : ISourceTree
{
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _links = new(StringComparer.Ordinal);

    /// <summary>Gets or initialises the repository.</summary>
    public string Repository { get; init; } = "/srv/shop";

    /// <summary>Gets or initialises the commit.</summary>
    public string Commit { get; init; } = "0123456789abcdef0123456789abcdef01234567";

    /// <summary>Gets how often it was disposed.</summary>
    public int Disposals { get; private set; }

    /// <summary>Adds or replaces a file.</summary>
    public FakeSourceTree With(string path, string content)
    {
        _files[path] = Encoding.UTF8.GetBytes(content);
        return this;
    }

    /// <summary>Removes a file, or a directory with all that is in it.</summary>
    public FakeSourceTree Without(string path)
    {
        foreach (var name in _files.Keys.Where(f => f == path || f.StartsWith(path + "/", StringComparison.Ordinal)).ToArray())
        {
            _files.Remove(name);
        }

        _links.Remove(path);
        return this;
    }

    /// <summary>Adds a symbolic link.</summary>
    public FakeSourceTree WithLink(string path, string target)
    {
        _links[path] = target;
        return this;
    }

    public SourceEntry? Find(string path)
    {
        var real = Resolve(path);
        if (_files.TryGetValue(real, out var content))
        {
            return new SourceEntry(real, BlobId(content), false);
        }

        var prefix = real.Length == 0 ? string.Empty : real + "/";
        var inside = _files.Where(f => f.Key.StartsWith(prefix, StringComparison.Ordinal)).ToArray();
        return inside.Length == 0 ? null : new SourceEntry(real, TreeId(inside.Select(f => (f.Key[prefix.Length..], f.Value))), true);
    }

    public byte[]? Read(string path, long maxBytes)
    {
        if (!_files.TryGetValue(Resolve(path), out var content))
        {
            return null;
        }

        return content.Length <= maxBytes
            ? content
            : throw new SourceException(SourceFailure.TooLarge, $"{path} is larger than {maxBytes} bytes");
    }

    /// <summary>The directory's id; nothing is ignored here.</summary>
    public string? FindContext(string directory, string? dockerfile) => Find(directory) is { IsDirectory: true } found ? found.Id : null;

    public ValueTask DisposeAsync()
    {
        Disposals++;
        return ValueTask.CompletedTask;
    }

    /// <summary>The id that Git gives a file with this content.</summary>
    public static string BlobId(string content) => BlobId(Encoding.UTF8.GetBytes(content));

    private static string BlobId(byte[] content)
    {
        byte[] data = [.. Encoding.ASCII.GetBytes($"blob {content.Length}\0"), .. content];
#pragma warning disable CA5350 // Git's ids are SHA-1.
        return Convert.ToHexStringLower(SHA1.HashData(data));
#pragma warning restore CA5350
    }

    private static string TreeId(IEnumerable<(string Path, byte[] Content)> files) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(files.Select(f => $"{f.Path} {BlobId(f.Content)}\n")))))[..40];

    private string Resolve(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(p => p != "."))
        {
            if (part == "..")
            {
                if (parts.Count == 0)
                {
                    throw Outside(path);
                }

                parts.RemoveAt(parts.Count - 1);
                continue;
            }

            parts.Add(part);
            if (_links.TryGetValue(string.Join('/', parts), out var target))
            {
                parts.RemoveAt(parts.Count - 1);
                Follow(path, parts, target);
            }
        }

        return string.Join('/', parts);
    }

    private static void Follow(string path, List<string> parts, string target)
    {
        if (target.StartsWith('/'))
        {
            throw Outside(path);
        }

        foreach (var step in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(p => p != "."))
        {
            if (step != "..")
            {
                parts.Add(step);
            }
            else if (parts.Count == 0)
            {
                throw Outside(path);
            }
            else
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }
    }

    private static SourceException Outside(string path) =>
        new(SourceFailure.OutsideRepository, $"{path} is a link that leads outside of the repository");
}
