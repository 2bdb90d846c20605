using System.Collections.Immutable;
using Slipway.Core.Clusters;
using Slipway.Core.Sources;

namespace Slipway.Imports.Inputs;

/// <summary>The files on which a configuration depends, and what they are at a commit.</summary>
public static class InputFiles
{
    /// <summary>The kind of an input of which only counts what is there: a file, a directory or nothing.</summary>
    public const string PathKind = "path";

    private const string File = "file";
    private const string Directory = "directory";

    // Something is there that cannot be read: a link that leads outside, a submodule.
    private const string Unreadable = "unreadable";

    /// <summary>What an input is at a commit, in the form of <see cref="InputFile.BlobId"/>.</summary>
    public static string? IdOf(ISourceTree tree, string path, string kind)
    {
        ArgumentNullException.ThrowIfNull(tree);
        try
        {
            return tree.Find(path) switch
            {
                null => null,
                { IsDirectory: true } => Directory,
                _ when kind == PathKind => File,
                var file => file.Id,
            };
        }
        catch (SourceException)
        {
            return Unreadable;
        }
    }

    /// <summary>Finds an input that differs at a commit, comes or goes.</summary>
    /// <returns>A sentence about the first one; null when nothing differs.</returns>
    public static string? FirstChange(ImmutableArray<InputFile> inputs, ISourceTree tree)
    {
        foreach (var input in inputs)
        {
            var current = IdOf(tree, input.Path, input.Kind);
            if (current != input.BlobId)
            {
                var path = input.Path.Length == 0 ? "." : input.Path;
                return input.BlobId is null ? $"{path} came" : current is null ? $"{path} went" : $"{path} changed";
            }
        }

        return null;
    }
}
