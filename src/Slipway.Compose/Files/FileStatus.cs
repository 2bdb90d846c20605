namespace Slipway.Compose;

/// <summary>What is at a path.</summary>
public enum FileStatus
{
    /// <summary>Nothing, or nothing that may be read.</summary>
    Absent,

    /// <summary>A file.</summary>
    File,

    /// <summary>A directory.</summary>
    Directory,
}
