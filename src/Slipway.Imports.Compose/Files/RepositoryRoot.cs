namespace Slipway.Imports.Compose;

/// <summary>
/// Where the root of the repository appears to be while a project is loaded: a directory with the repository's name, so that a project at the
/// root gets that name, below one that no host path begins with, so that whatever leaves the repository is seen to do so.
/// </summary>
internal sealed class RepositoryRoot
{
    private const string Parent = "/.repository/";

    public RepositoryRoot(string name)
    {
        var clean = new string([.. name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-')]).Trim('.');
        Path = Parent + (clean.Length == 0 ? "repository" : clean);
    }

    /// <summary>Gets the absolute path.</summary>
    public string Path { get; }

    /// <summary>The absolute path of a path inside the repository.</summary>
    public string Absolute(string repositoryPath) => repositoryPath.Length == 0 ? Path : $"{Path}/{repositoryPath}";

    /// <summary>The path inside the repository; null where an absolute path lies outside.</summary>
    public string? Inside(string absolutePath)
    {
        var trimmed = absolutePath.TrimEnd('/');
        return trimmed == Path ? string.Empty
            : trimmed.StartsWith(Path + "/", StringComparison.Ordinal) ? trimmed[(Path.Length + 1)..]
            : null;
    }

    /// <summary>A path as it is shown to people: inside the repository without the root, otherwise as it is.</summary>
    public string ToRepositoryPath(string path) => Inside(path) ?? path;
}
