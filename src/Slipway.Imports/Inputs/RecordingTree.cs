using System.Collections.Immutable;
using Slipway.Core.Clusters;
using Slipway.Core.Sources;

namespace Slipway.Imports.Inputs;

/// <summary>
/// Notes what was looked up while a configuration was made, so that nothing that decided it is forgotten: by content what was read, by presence what was
/// only looked for. Contents that are pinned instead are looked up in the tree behind it.
/// </summary>
public sealed class RecordingTree(ISourceTree tree) : ISourceTree
{
    private readonly SortedDictionary<string, bool> _read = new(StringComparer.Ordinal);

    public string Repository => tree.Repository;

    public string Commit => tree.Commit;

    public SourceEntry? Find(string path)
    {
        _read.TryAdd(path, false);
        return tree.Find(path);
    }

    public byte[]? Read(string path, long maxBytes)
    {
        _read[path] = true;
        return tree.Read(path, maxBytes);
    }

    public string? FindContext(string directory, string? dockerfile) => tree.FindContext(directory, dockerfile);

    /// <summary>The inputs: what was looked up here, and what the format knows by name.</summary>
    /// <param name="kinds">Paths with what they are to the format; their content counts.</param>
    public ImmutableArray<InputFile> ToInputs(IEnumerable<(string Path, string Kind)> kinds)
    {
        var inputs = ImmutableArray.CreateBuilder<InputFile>();
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, kind) in kinds)
        {
            if (named.Add(path))
            {
                inputs.Add(new InputFile(path, InputFiles.IdOf(tree, path, kind), kind));
            }
        }

        foreach (var (path, isRead) in _read)
        {
            var kind = isRead ? "file" : InputFiles.PathKind;
            if (!named.Contains(path))
            {
                inputs.Add(new InputFile(path, InputFiles.IdOf(tree, path, kind), kind));
            }
        }

        return inputs.ToImmutable();
    }

    /// <summary>The tree behind it is disposed by its owner.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
