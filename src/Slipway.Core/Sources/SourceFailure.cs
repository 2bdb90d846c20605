namespace Slipway.Core.Sources;

/// <summary>What can be wrong with a repository.</summary>
public enum SourceFailure
{
    /// <summary>It does not answer; trying again later may help.</summary>
    Unreachable,

    /// <summary>There is no repository.</summary>
    NotARepository,

    /// <summary>The URL or ref is of a kind that is not accepted.</summary>
    Refused,

    /// <summary>The repository has no such branch, tag or commit.</summary>
    UnknownRef,

    /// <summary>There is no such file or directory at that commit.</summary>
    PathNotFound,

    /// <summary>A path or link leads outside of the repository.</summary>
    OutsideRepository,

    /// <summary>A file is larger than is read.</summary>
    TooLarge,
}
