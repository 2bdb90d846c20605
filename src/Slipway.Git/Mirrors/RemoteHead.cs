namespace Slipway.Git.Mirrors;

/// <summary>What HEAD of a repository is.</summary>
/// <param name="Branch">The branch's full name; null where HEAD is a commit.</param>
/// <param name="Commit">The commit.</param>
internal sealed record RemoteHead(string? Branch, string Commit)
{
    /// <summary>Reads the answer of <c>ls-remote --symref</c>: <c>ref: refs/heads/main TAB HEAD</c>, then <c>id TAB HEAD</c>.</summary>
    public static RemoteHead? Parse(IEnumerable<string> lines)
    {
        string? branch = null;
        string? commit = null;
        foreach (var line in lines)
        {
            var parts = line.Split('\t');
            if (parts.Length != 2 || parts[1] != "HEAD")
            {
                continue;
            }

            if (parts[0].StartsWith("ref: ", StringComparison.Ordinal))
            {
                branch = parts[0][5..];
            }
            else
            {
                commit = parts[0];
            }
        }

        return commit is null ? null : new RemoteHead(branch, commit);
    }
}
