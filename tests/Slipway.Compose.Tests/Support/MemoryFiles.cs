using System.Text;

namespace Slipway.Compose.Tests;

/// <summary>Files in memory, by absolute path.</summary>
internal sealed class MemoryFiles : IComposeFiles
{
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public string this[string path]
    {
        set => _files[path] = Encoding.UTF8.GetBytes(value);
    }

    public void Add(string path, byte[] content) => _files[path] = content;

    /// <summary>Gets or sets a path that exists but fails when it is read.</summary>
    public string? Broken { get; set; }

    public FileStatus GetStatus(string path) =>
        path == Broken || _files.ContainsKey(path) ? FileStatus.File
        : _files.Keys.Any(f => f.StartsWith(path == "/" ? path : path + "/", StringComparison.Ordinal)) ? FileStatus.Directory
        : FileStatus.Absent;

    public ReadOnlyMemory<byte>? Read(string path, int maxBytes) =>
        path == Broken ? throw new IOException("The disk is broken.")
        : _files.TryGetValue(path, out var content) ? content.AsMemory()
        : (ReadOnlyMemory<byte>?)null;
}
