namespace Slipway.Cli.Up;

/// <summary>What <c>up</c> is asked to import, as the server wants it: an absolute directory or a URL.</summary>
/// <param name="Repository">The directory or URL.</param>
/// <param name="IsLocal">Whether it is a directory of this machine.</param>
internal sealed record UpTarget(string Repository, bool IsLocal)
{
    public static UpTarget Of(string typed, string workingDirectory)
    {
        var path = Path.GetFullPath(typed, workingDirectory);
        if (Directory.Exists(path))
        {
            return new UpTarget(path.Length > 1 ? path.TrimEnd('/') : path, true);
        }

        if (IsUrl(typed))
        {
            return new UpTarget(typed, false);
        }

        if (File.Exists(path))
        {
            var parent = Path.GetDirectoryName(typed) is { Length: > 0 } directory ? directory : ".";
            throw new CliException(ExitCodes.Rejected, $"{typed} is a file", $"name its directory, and the file with -f: up {parent} -f {Path.GetFileName(typed)}");
        }

        throw new CliException(
            ExitCodes.Rejected,
            $"there is no directory {path}, and '{typed}' is not a Git URL",
            "name a directory inside of a Git repository, or a URL such as https://host/owner/name");
    }

    /// <summary>
    /// Files are relative to the environment's directory. One that is typed relative to the working directory, as shells complete it, is
    /// understood as well.
    /// </summary>
    public string FileRelative(string typed, string workingDirectory)
    {
        if (!IsLocal || (!Path.IsPathRooted(typed) && File.Exists(Path.Combine(Repository, typed))))
        {
            return typed;
        }

        var path = Path.GetFullPath(typed, workingDirectory);
        return Path.IsPathRooted(typed) || File.Exists(path) ? Path.GetRelativePath(Repository, path) : typed;
    }

    // scheme://…, or the short form of SSH, user@host:path.
    private static bool IsUrl(string typed)
    {
        if (typed.Contains("://", StringComparison.Ordinal))
        {
            return true;
        }

        var colon = typed.IndexOf(':', StringComparison.Ordinal);
        var slash = typed.IndexOf('/', StringComparison.Ordinal);
        return colon > 0 && colon < typed.Length - 1 && (slash < 0 || colon < slash);
    }
}
