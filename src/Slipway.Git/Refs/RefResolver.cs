using Slipway.Core.Sources;
using Slipway.Git.Commands;
using Slipway.Git.Locating;
using Slipway.Git.Mirrors;

namespace Slipway.Git.Refs;

/// <summary>
/// Turns a branch, a tag, a commit or nothing into a commit that the local copy has. A branch wins over a tag of the same name, and both win
/// over the beginning of a commit id. Nothing, or HEAD, is the branch checked out in a work tree, and the default branch elsewhere.
/// </summary>
internal sealed class RefResolver(GitRunner git, MirrorStore mirrors)
{
    private const int ShortestId = 4;
    private const string HeadsPrefix = "refs/heads/";
    private const string TagsPrefix = "refs/tags/";
    private const string PullsPrefix = "refs/pull/";

    /// <exception cref="SourceException">There is no such ref, or the repository does not answer.</exception>
    public async Task<FoundCommit> ResolveAsync(RepositoryAddress address, string? reference, CancellationToken cancellationToken)
    {
        var found = string.IsNullOrEmpty(reference) || reference is "HEAD" or "@"
            ? await ResolveHeadAsync(address, cancellationToken).ConfigureAwait(false)
            : await ResolveNameAsync(address, reference, cancellationToken).ConfigureAwait(false);
        await mirrors.KeepAsync(mirrors.Of(address), found.Commit, cancellationToken).ConfigureAwait(false);
        return found;
    }

    /// <summary>Finds a commit by its full id, without any fetch where the copy has it; null where the repository does not have it.</summary>
    public async Task<string?> FindCommitAsync(RepositoryAddress address, string commit, CancellationToken cancellationToken)
    {
        var mirror = mirrors.Of(address);
        var found = MirrorStore.Exists(mirror) ? await ReadCommitAsync(mirror, commit, cancellationToken).ConfigureAwait(false) : null;
        if (found is null)
        {
            mirror = await mirrors.FetchAsync(address, cancellationToken).ConfigureAwait(false);
            found = await ReadCommitAsync(mirror, commit, cancellationToken).ConfigureAwait(false);
        }

        if (found is null && await mirrors.TryFetchCommitAsync(mirror, address, commit, cancellationToken).ConfigureAwait(false))
        {
            found = await ReadCommitAsync(mirror, commit, cancellationToken).ConfigureAwait(false);
        }

        return found;
    }

    public static bool IsFullId(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigit);

    private async Task<FoundCommit> ResolveHeadAsync(RepositoryAddress address, CancellationToken cancellationToken)
    {
        var head = await ReadHeadAsync(address, cancellationToken).ConfigureAwait(false)
            ?? throw Unknown($"{address.DisplayName} has no commit yet on its default branch; commit what you want to run, or name a branch, tag or commit");
        var commit = await FindCommitAsync(address, head.Commit, cancellationToken).ConfigureAwait(false)
            ?? throw Unknown($"commit {head.Commit} of {address.DisplayName} cannot be fetched; name a branch or tag");
        return new FoundCommit(commit, head.Branch is null ? commit : Short(head.Branch), IsDefault: true);
    }

    private async Task<RemoteHead?> ReadHeadAsync(RepositoryAddress address, CancellationToken cancellationToken)
    {
        if (address.Kind != RepositoryKind.WorkTree)
        {
            return await mirrors.ReadHeadAsync(address, cancellationToken).ConfigureAwait(false);
        }

        var commit = await git.RunAsync(["-C", address.Value, "rev-parse", "--verify", "--quiet", "HEAD^{commit}"], cancellationToken).ConfigureAwait(false);
        if (!commit.Succeeded)
        {
            return null;
        }

        var branch = await git.RunAsync(["-C", address.Value, "symbolic-ref", "--quiet", "HEAD"], cancellationToken).ConfigureAwait(false);
        return new RemoteHead(branch.Succeeded ? branch.Lines[0] : null, commit.Lines[0]);
    }

    private async Task<FoundCommit> ResolveNameAsync(RepositoryAddress address, string reference, CancellationToken cancellationToken)
    {
        if (IsFullId(reference))
        {
            return await FindCommitAsync(address, reference, cancellationToken).ConfigureAwait(false) is { } known
                ? new FoundCommit(known, known, IsDefault: false)
                : throw await UnknownAsync(mirrors.Of(address), address, reference, cancellationToken).ConfigureAwait(false);
        }

        if (IsPullRequest(reference))
        {
            return await mirrors.FetchRefAsync(address, reference, cancellationToken).ConfigureAwait(false) is { } copy
                && await ReadCommitAsync(copy, reference, cancellationToken).ConfigureAwait(false) is { } head
                ? new FoundCommit(head, reference, IsDefault: false)
                : throw Unknown($"{address.DisplayName} has no {reference}");
        }

        var mirror = await mirrors.FetchAsync(address, cancellationToken).ConfigureAwait(false);
        foreach (var name in Candidates(reference))
        {
            if (await ReadCommitAsync(mirror, name, cancellationToken).ConfigureAwait(false) is { } commit)
            {
                var head = await ReadHeadAsync(address, cancellationToken).ConfigureAwait(false);
                return new FoundCommit(commit, Short(name), IsDefault: name == head?.Branch);
            }
        }

        return reference.Length >= ShortestId && reference.All(char.IsAsciiHexDigit)
            && await ReadCommitAsync(mirror, reference, cancellationToken).ConfigureAwait(false) is { } abbreviated
            ? new FoundCommit(abbreviated, abbreviated, IsDefault: false)
            : throw await UnknownAsync(mirror, address, reference, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string?> ReadCommitAsync(Mirror mirror, string name, CancellationToken cancellationToken)
    {
        var output = await git.RunAsync([mirror.GitDirectoryOption, "rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}"], cancellationToken).ConfigureAwait(false);
        return output.Succeeded ? output.Lines[^1] : null;
    }

    private async Task<SourceException> UnknownAsync(Mirror mirror, RepositoryAddress address, string reference, CancellationToken cancellationToken)
    {
        if (reference.Length >= ShortestId && reference.All(char.IsAsciiHexDigit))
        {
            var several = await git.RunAsync([mirror.GitDirectoryOption, "rev-parse", "--disambiguate=" + reference], cancellationToken).ConfigureAwait(false);
            if (several.Lines.Length > 1)
            {
                return Unknown($"'{reference}' begins the ids of {several.Lines.Length} objects of {address.DisplayName}; give more digits of the commit's id");
            }
        }

        var output = await git.RunAsync([mirror.GitDirectoryOption, "for-each-ref", "--format=%(refname:lstrip=2)", HeadsPrefix, TagsPrefix], cancellationToken).ConfigureAwait(false);
        var names = output.OrThrow("for-each-ref").Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var near = NearNames.Find(reference, names);
        var nextStep = near.Length > 0 ? $"did you mean {string.Join(" or ", near)}?"
            : names.Length == 0 ? "it has none yet"
            : $"it has {string.Join(", ", names.Take(5))}{(names.Length > 5 ? $" and {names.Length - 5} more" : string.Empty)}";
        return Unknown($"'{reference}' is no branch, tag or commit of {address.DisplayName}; {nextStep}");
    }

    private static string[] Candidates(string reference) =>
        !IsName(reference) ? []
        : reference.StartsWith(HeadsPrefix, StringComparison.Ordinal) || reference.StartsWith(TagsPrefix, StringComparison.Ordinal) ? [reference]
        : [HeadsPrefix + reference, TagsPrefix + reference];

    /// <summary>Whether it is a pull request's newest commit. There may be very many, so each is fetched only when it is asked for.</summary>
    private static bool IsPullRequest(string reference) =>
        reference.StartsWith(PullsPrefix, StringComparison.Ordinal) && reference.EndsWith("/head", StringComparison.Ordinal)
        && reference.Length > PullsPrefix.Length + "/head".Length && reference[PullsPrefix.Length..^"/head".Length].All(char.IsAsciiDigit);

    /// <summary>What git allows in names of branches, so that nothing is taken for an option or for an expression (<c>a..b</c>, <c>main~3</c>).</summary>
    private static bool IsName(string text) =>
        !text.StartsWith('-') && !text.StartsWith('/') && !text.EndsWith('/') && !text.EndsWith('.') && !text.Contains("..", StringComparison.Ordinal)
        && !text.Contains("@{", StringComparison.Ordinal) && !text.Contains("//", StringComparison.Ordinal)
        && !text.Any(c => char.IsControl(c) || c is ' ' or '~' or '^' or ':' or '?' or '*' or '[' or '\\');

    private static string Short(string name) =>
        name.StartsWith(HeadsPrefix, StringComparison.Ordinal) ? name[HeadsPrefix.Length..]
        : name.StartsWith(TagsPrefix, StringComparison.Ordinal) ? name[TagsPrefix.Length..]
        : name;

    private static SourceException Unknown(string message) => new(SourceFailure.UnknownRef, message);
}
