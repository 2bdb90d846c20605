namespace Slipway.Git.Trees;

/// <summary>What an entry of a tree is.</summary>
internal enum EntryKind
{
    File,
    Directory,
    Link,

    /// <summary>Another repository, by commit. Its files are not part of this one.</summary>
    Submodule,
}
