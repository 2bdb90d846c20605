using Slipway.Core.Sources;
using Slipway.Git.Commands;

namespace Slipway.Git.Locating;

/// <summary>Finds the repository that a path or URL means.</summary>
internal sealed class RepositoryLocator(GitRunner git)
{
    /// <exception cref="SourceException">There is no repository, or the address is refused.</exception>
    public async Task<RepositoryLocation> LocateAsync(string pathOrUrl, CancellationToken cancellationToken)
    {
        // A directory of that name wins over the host:path form of a URL, as it does for git.
        var isDirectory = !string.IsNullOrWhiteSpace(pathOrUrl) && !pathOrUrl.StartsWith('-') && Directory.Exists(pathOrUrl);
        if (!isDirectory && RepositoryAddress.TryReadUrl(pathOrUrl) is { } remote)
        {
            return new RepositoryLocation(remote.Value, string.Empty, IsLocal: false);
        }

        var path = Path.GetFullPath(pathOrUrl);
        if (!isDirectory)
        {
            throw NotARepository(File.Exists(path)
                ? $"{path} is a file; name its directory: {Path.GetDirectoryName(path)}"
                : $"{path} does not exist; name a directory inside a Git repository, or a URL such as https://github.com/owner/name");
        }

        var output = await git.RunAsync(["-C", path, "rev-parse", "--is-bare-repository", "--is-inside-work-tree", "--absolute-git-dir", "--show-prefix"], cancellationToken).ConfigureAwait(false);
        if (!output.Succeeded)
        {
            throw NotARepository(Reason(path, output));
        }

        // The last line is empty at the root of a work tree, so the end is not trimmed.
        var lines = output.Text.Split('\n');
        if (lines[1] == "true")
        {
            var root = await git.RunAsync(["-C", path, "rev-parse", "--show-toplevel"], cancellationToken).ConfigureAwait(false);
            return new RepositoryLocation(root.OrThrow("rev-parse").Lines[0], lines[3].TrimEnd('/'), IsLocal: true);
        }

        return lines[0] == "true"
            ? new RepositoryLocation(lines[2], string.Empty, IsLocal: true)
            : throw NotARepository($"{path} lies inside the .git directory of a repository; name its work tree: {Path.GetDirectoryName(lines[2])}");
    }

    /// <summary>Counts what a commit of the work tree would still have to take up, below a directory.</summary>
    public async Task<int> CountUncommittedAsync(RepositoryAddress address, string directory, CancellationToken cancellationToken)
    {
        if (address.Kind != RepositoryKind.WorkTree)
        {
            return 0;
        }

        List<string> arguments = ["-C", address.Value, "status", "--porcelain=v1", "-z", "--untracked-files=all", "--ignore-submodules=all", "--no-renames"];
        if (directory.Length > 0)
        {
            arguments.AddRange(["--", directory]);
        }

        var output = await git.RunAsync(arguments, cancellationToken).ConfigureAwait(false);
        return output.OrThrow("status").Bytes.Span.Count((byte)0);
    }

    private static SourceException NotARepository(string message) => new(SourceFailure.NotARepository, message);

    private static string Reason(string path, GitOutput output)
    {
        // A directory with a .git that git refuses: its own words say why (another owner, a damaged repository).
        var refused = Path.Exists(Path.Combine(path, ".git")) || File.Exists(Path.Combine(path, "HEAD"));
        return refused && !output.LastLines.IsEmpty
            ? $"git does not accept {path}: {string.Join(' ', output.LastLines.Select(l => l.Trim()))}"
            : $"{path} is not inside a Git repository; make it one with 'git init {path}', then 'git add' and 'git commit' what you want to run";
    }
}
