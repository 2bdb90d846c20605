namespace Slipway.Core.Clusters;

/// <summary>A file that a revision depends on.</summary>
/// <param name="Path">The path inside the repository.</param>
/// <param name="BlobId">Its Git blob id; null for one that was looked for and not there.</param>
/// <param name="Kind">What it is, for people: <c>compose</c>, <c>dotenv</c>, <c>env_file</c>, …</param>
public sealed record InputFile(string Path, string? BlobId, string Kind);
