namespace Slipway.Compose;

/// <summary>Path arithmetic with <c>/</c>, the same on every machine, because a project may come from a Git tree.</summary>
internal static class PosixPath
{
    public static bool IsAbsolute(string path) => path.StartsWith('/');

    /// <summary>Absolute on Windows: a drive with a separator, or two leading separators.</summary>
    public static bool IsWindowsAbsolute(string path) =>
        (path.Length >= 3 && char.IsAsciiLetter(path[0]) && path[1] == ':' && path[2] is '\\' or '/')
        || (path.Length >= 2 && path[0] is '\\' && path[1] is '\\' or '/');

    public static string Join(string directory, string path) =>
        IsAbsolute(path) ? Clean(path) : Clean(directory + "/" + path);

    /// <summary>Removes <c>.</c>, <c>..</c>, doubled and trailing separators, without asking a file system.</summary>
    public static string Clean(string path)
    {
        if (path.Length == 0)
        {
            return ".";
        }

        if (IsClean(path))
        {
            return path;
        }

        var rooted = path[0] == '/';
        var kept = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part is "" or ".")
            {
                continue;
            }

            if (part != "..")
            {
                kept.Add(part);
            }
            else if (kept.Count > 0 && kept[^1] != "..")
            {
                kept.RemoveAt(kept.Count - 1);
            }
            else if (!rooted)
            {
                kept.Add(part);
            }
        }

        var joined = string.Join('/', kept);
        return rooted ? "/" + joined : joined.Length == 0 ? "." : joined;
    }

    public static string Directory(string path)
    {
        var slash = path.LastIndexOf('/');
        return slash < 0 ? "." : slash == 0 ? "/" : Clean(path[..slash]);
    }

    public static string Name(string path)
    {
        var clean = Clean(path);
        return clean == "/" ? "/" : clean[(clean.LastIndexOf('/') + 1)..];
    }

    /// <summary>The path as seen from a directory when it lies inside; else the path itself.</summary>
    public static string Display(string directory, string path)
    {
        var prefix = directory == "/" ? "/" : directory + "/";
        return path.StartsWith(prefix, StringComparison.Ordinal) && path.Length > prefix.Length ? path[prefix.Length..] : path;
    }

    private static bool IsClean(string path)
    {
        if (path == "/")
        {
            return true;
        }

        var start = path[0] == '/' ? 1 : 0;
        for (var i = start; i <= path.Length; i++)
        {
            if (i < path.Length && path[i] != '/')
            {
                continue;
            }

            var part = path.AsSpan(start, i - start);
            if (part.Length == 0 || part is "." or "..")
            {
                return false;
            }

            start = i + 1;
        }

        return true;
    }
}
