namespace Slipway.Core.Sources;

/// <summary>A file or directory of a commit.</summary>
/// <param name="Path">Its path after links were followed.</param>
/// <param name="Id">Its Git blob or tree id.</param>
/// <param name="IsDirectory">Whether it is a directory.</param>
public sealed record SourceEntry(string Path, string Id, bool IsDirectory);
