namespace Slipway.Git.Trees;

/// <summary>One entry of a repository at a commit.</summary>
/// <param name="Path">Its path in the repository with all links resolved; empty is the root.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The Git id. Equal ids mean equal content.</param>
/// <param name="Executable">Whether a file may be run.</param>
internal sealed record TreeEntry(string Path, EntryKind Kind, string Id, bool Executable = false)
{
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
}
