using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Slipway.Core.Sources;
using Slipway.Git.Commands;
using Slipway.Git.Locating;
using Slipway.Git.Refs;

namespace Slipway.Git.Mirrors;

/// <summary>
/// Keeps one bare copy of each repository and brings it up to date. Branches and tags only; a pull request, and a commit that none of
/// them holds, is fetched when it is asked for. The address is not written into the copy, because it may hold credentials.
/// </summary>
internal sealed class MirrorStore(string directory, GitRunner git, MirrorLocks locks, ILogger logger)
{
    private static readonly string[] Branches = ["+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"];

    /// <summary>Returns where the copy of a repository is, or will be.</summary>
    public Mirror Of(RepositoryAddress address)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(address.Value));
        var key = Convert.ToHexStringLower(hash.AsSpan(0, 16));
        return new Mirror(key, Path.Combine(directory, key + ".git"));
    }

    public static bool Exists(Mirror mirror) => Directory.Exists(mirror.Directory);

    /// <summary>Brings the copy up to date, and makes it first where there is none.</summary>
    /// <exception cref="SourceException">The repository does not answer, or refuses.</exception>
    public async Task<Mirror> FetchAsync(RepositoryAddress address, CancellationToken cancellationToken)
    {
        var mirror = Of(address);
        var started = Stopwatch.GetTimestamp();
        using (await locks.AcquireAsync(mirror.Key, cancellationToken).ConfigureAwait(false))
        {
            if (Exists(mirror))
            {
                RemoveStaleLocks(mirror.Directory);
                await FetchAsync(mirror.Directory, address, Branches, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await CreateAsync(mirror, address, cancellationToken).ConfigureAwait(false);
            }
        }

        logger.Fetched(address.DisplayName, Stopwatch.GetElapsedTime(started));
        return mirror;
    }

    /// <summary>Fetches one ref that is neither a branch nor a tag. Returns null where the repository does not have it.</summary>
    /// <exception cref="SourceException">The repository does not answer, or refuses.</exception>
    public async Task<Mirror?> FetchRefAsync(RepositoryAddress address, string name, CancellationToken cancellationToken)
    {
        var mirror = Of(address);
        if (!Exists(mirror))
        {
            await FetchAsync(address, cancellationToken).ConfigureAwait(false);
        }

        using (await locks.AcquireAsync(mirror.Key, cancellationToken).ConfigureAwait(false))
        {
            RemoveStaleLocks(mirror.Directory);
            var output = await RunFetchAsync(mirror.Directory, address, [$"+{name}:{name}"], cancellationToken).ConfigureAwait(false);
            if (output.Succeeded)
            {
                return mirror;
            }
        }

        // It has gone, or nothing can be fetched; what is asked next tells.
        var refs = await ListRefsAsync(address, cancellationToken).ConfigureAwait(false);
        return refs.Refs.All(r => r.Name != name)
            ? null
            : throw new SourceException(SourceFailure.Unreachable, $"{name} of {address.DisplayName} cannot be fetched");
    }

    /// <summary>Fetches one commit by its id. Returns false where the repository does not have it or does not give it.</summary>
    public async Task<bool> TryFetchCommitAsync(Mirror mirror, RepositoryAddress address, string commit, CancellationToken cancellationToken)
    {
        using (await locks.AcquireAsync(mirror.Key, cancellationToken).ConfigureAwait(false))
        {
            var output = await RunFetchAsync(mirror.Directory, address, [$"+{commit}:{KeptRef(commit)}"], cancellationToken).ConfigureAwait(false);
            return output.Succeeded;
        }
    }

    /// <summary>Keeps a commit in the copy, even when its branch is rewritten or deleted.</summary>
    public async Task KeepAsync(Mirror mirror, string commit, CancellationToken cancellationToken)
    {
        using (await locks.AcquireAsync(mirror.Key, cancellationToken).ConfigureAwait(false))
        {
            var output = await git.RunAsync([mirror.GitDirectoryOption, "update-ref", KeptRef(commit), commit], cancellationToken).ConfigureAwait(false);
            output.OrThrow("update-ref");
        }
    }

    public static string KeptRef(string commit) => "refs/slipway/kept/" + commit;

    private async Task CreateAsync(Mirror mirror, RepositoryAddress address, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        foreach (var leftover in Directory.EnumerateDirectories(directory, $".new-{mirror.Key}-*"))
        {
            Remove(leftover);
        }

        // A name of its own: the git of a process that was killed may still be writing into an older one.
        var unfinished = Path.Combine(directory, $".new-{mirror.Key}-{Guid.NewGuid():n}");
        try
        {
            // No template: it could bring hooks.
            var format = await ObjectFormatAsync(address, cancellationToken).ConfigureAwait(false);
            var init = await git.RunAsync(["init", "--quiet", "--bare", "--template=", "--object-format=" + format, "--", unfinished], cancellationToken).ConfigureAwait(false);
            init.OrThrow("init");
            await FetchAsync(unfinished, address, Branches, cancellationToken).ConfigureAwait(false);
            Directory.Move(unfinished, mirror.Directory);
        }
        finally
        {
            Remove(unfinished);
        }
    }

    private static void Remove(string unfinished)
    {
        try
        {
            Directory.Delete(unfinished, recursive: true);
        }
        catch (IOException)
        {
            // Moved to its place, or still written to; the next one who makes this copy removes it.
        }
    }

    private async Task FetchAsync(string target, RepositoryAddress address, string[] refs, CancellationToken cancellationToken)
    {
        var output = await RunFetchAsync(target, address, refs, cancellationToken).ConfigureAwait(false);
        if (!output.Succeeded)
        {
            throw Unreachable(address, "fetch", output);
        }
    }

    private async Task<GitOutput> RunFetchAsync(string target, RepositoryAddress address, string[] refs, CancellationToken cancellationToken)
    {
        // --update-shallow: the clones that build servers make are shallow, and they are repositories like any other.
        string[] arguments = ["--git-dir=" + target, "fetch", "--quiet", "--prune", "--no-tags", "--force", "--update-shallow", "--no-write-fetch-head", "--", address.Value, .. refs];
        return await git.RunAsync(arguments, cancellationToken, await SshAsync(address, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Reads what the repository's default branch is. Null where it has none.</summary>
    public async Task<RemoteHead?> ReadHeadAsync(RepositoryAddress address, CancellationToken cancellationToken)
    {
        var output = await git.RunAsync(["ls-remote", "--symref", "--", address.Value, "HEAD"], cancellationToken, await SshAsync(address, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        if (!output.Succeeded)
        {
            throw Unreachable(address, "ls-remote", output);
        }

        return RemoteHead.Parse(output.Lines);
    }

    /// <summary>Reads the refs that the repository has now, without fetching anything.</summary>
    public async Task<RemoteRefs> ListRefsAsync(RepositoryAddress address, CancellationToken cancellationToken)
    {
        var output = await git.RunAsync(["ls-remote", "--symref", "--", address.Value], cancellationToken, await SshAsync(address, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        return output.Succeeded ? RefList.Parse(output.Lines) : throw Unreachable(address, "ls-remote", output);
    }

    private async Task<string> ObjectFormatAsync(RepositoryAddress address, CancellationToken cancellationToken) =>
        await ReadHeadAsync(address, cancellationToken).ConfigureAwait(false) is { Commit.Length: 64 } ? "sha256" : "sha1";

    private static SourceException Unreachable(RepositoryAddress address, string command, GitOutput output)
    {
        var error = new GitException(command, output.ExitCode, output.LastLines);
        // A repository on the disk does not come back by waiting.
        var failure = address.Kind == RepositoryKind.Remote ? SourceFailure.Unreachable : SourceFailure.NotARepository;
        return new SourceException(failure, $"{address.DisplayName} cannot be fetched: {string.Join(' ', output.LastLines.TakeLast(6))}", error);
    }

    /// <summary>Keeps ssh from asking on a terminal, unless the user has told git how to call it.</summary>
    private async Task<(string, string)[]> SshAsync(RepositoryAddress address, CancellationToken cancellationToken)
    {
        if (!address.IsSsh)
        {
            return [];
        }

        var configured = await git.RunAsync(["config", "--get", "core.sshCommand"], cancellationToken).ConfigureAwait(false);
        return configured.Succeeded || GitEnvironment.NamesSshCommand() ? [] : [("GIT_SSH_COMMAND", "ssh -oBatchMode=yes -oConnectTimeout=20")];
    }

    /// <summary>Removes the lock files that a killed git left. The lock on the copy is held, so nobody else is writing.</summary>
    private static void RemoveStaleLocks(string mirror)
    {
        foreach (var path in (string[])["packed-refs.lock", "config.lock", "HEAD.lock", "shallow.lock", "gc.pid.lock"])
        {
            File.Delete(Path.Combine(mirror, path));
        }

        foreach (var path in Directory.EnumerateFiles(Path.Combine(mirror, "refs"), "*.lock", SearchOption.AllDirectories))
        {
            File.Delete(path);
        }
    }
}
