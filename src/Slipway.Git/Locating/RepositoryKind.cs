namespace Slipway.Git.Locating;

/// <summary>What a repository's address is.</summary>
internal enum RepositoryKind
{
    /// <summary>A directory of this machine with a work tree.</summary>
    WorkTree,

    /// <summary>A bare repository of this machine.</summary>
    Bare,

    /// <summary>A repository that is reached by URL.</summary>
    Remote,
}
