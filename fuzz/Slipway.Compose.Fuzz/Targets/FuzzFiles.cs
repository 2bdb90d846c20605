namespace Slipway.Compose.Fuzz;

/// <summary>Files in memory. Paths that no project holds are absent.</summary>
internal sealed class FuzzFiles : IComposeFiles
{
    public const string Directory = "/project";
    private static readonly byte[] Separator = "\n--- file "u8.ToArray();
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _files = new(StringComparer.Ordinal);

    public ReadOnlyMemory<byte> this[string name]
    {
        set => _files[$"{Directory}/{name}"] = value;
    }

    /// <summary>Takes an input apart: a file <c>compose.yaml</c>, and what follows lines of the form <c>--- file NAME</c>.</summary>
    public static FuzzFiles Split(byte[] input)
    {
        var files = new FuzzFiles();
        var rest = input.AsMemory();
        var name = "compose.yaml";
        while (true)
        {
            var end = rest.Span.IndexOf(Separator);
            files[name] = end < 0 ? rest : rest[..(end + 1)];
            if (end < 0)
            {
                return files;
            }

            rest = rest[(end + Separator.Length)..];
            var line = rest.Span.IndexOf((byte)'\n') is >= 0 and var found ? found : rest.Length;
            name = System.Text.Encoding.UTF8.GetString(rest.Span[..line]).Trim();
            rest = rest[Math.Min(rest.Length, line + 1)..];
        }
    }

    public FileStatus GetStatus(string path) =>
        _files.ContainsKey(path) ? FileStatus.File : path is "/" or Directory ? FileStatus.Directory : FileStatus.Absent;

    public ReadOnlyMemory<byte>? Read(string path, int maxBytes) => _files.TryGetValue(path, out var content) ? content : null;
}
