using Slipway.Core.Sources;

namespace Slipway.Testing.Sources;

/// <summary>One repository, in memory, and others beside it.</summary>
public sealed class FakeRepositories : IRepositories
{
    /// <summary>Gets or sets where the repository is.</summary>
    public RepositoryLocation Location { get; set; } = new("/srv/shop", string.Empty, true);

    /// <summary>Gets or sets what refs resolve to.</summary>
    public ResolvedCommit Resolved { get; set; } = new("0123456789abcdef0123456789abcdef01234567", "main", true, 0);

    /// <summary>Gets or sets what the repository has now.</summary>
    public RemoteRefs Refs { get; set; } = new("refs/heads/main", [new RemoteRef("refs/heads/main", "0123456789abcdef0123456789abcdef01234567")]);

    /// <summary>Gets or sets the files.</summary>
    public FakeSourceTree Tree { get; set; } = new();

    /// <summary>Gets or sets what every call throws; null lets them go on.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Gets other repositories, by address.</summary>
    public Dictionary<string, FakeRepositories> Others { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the refs that were asked for.</summary>
    public List<string?> References { get; } = [];

    /// <summary>Gets the scopes whose checkouts were removed.</summary>
    public List<string> RemovedScopes { get; } = [];

    public Task<RepositoryLocation> LocateAsync(string pathOrUrl, CancellationToken cancellationToken) =>
        Others.TryGetValue(pathOrUrl, out var other) ? other.LocateAsync(string.Empty, cancellationToken) : Answer(Location);

    public Task<ResolvedCommit> ResolveAsync(RepositoryLocation location, string? reference, CancellationToken cancellationToken)
    {
        if (Others.TryGetValue(location.Repository, out var other))
        {
            return other.ResolveAsync(new RepositoryLocation(string.Empty, string.Empty, false), reference, cancellationToken);
        }

        References.Add(reference);
        return Answer(Resolved);
    }

    public Task<RemoteRefs> ListRefsAsync(string repository, CancellationToken cancellationToken) =>
        Others.TryGetValue(repository, out var other) ? other.ListRefsAsync(string.Empty, cancellationToken) : Answer(Refs);

    public Task<ISourceTree> OpenAsync(string repository, string commit, CancellationToken cancellationToken) =>
        Others.TryGetValue(repository, out var other) ? other.OpenAsync(string.Empty, commit, cancellationToken) : Answer<ISourceTree>(Tree);

    public Task<IReadOnlyDictionary<string, string>> CheckoutAsync(
        string scope, string repository, string commit, IReadOnlyCollection<string> paths, CancellationToken cancellationToken) =>
        Answer<IReadOnlyDictionary<string, string>>(paths.ToDictionary(p => p, p => $"/var/checkouts/{scope}/{commit}/{p}", StringComparer.Ordinal));

    public Task RemoveCheckoutsAsync(string scope, CancellationToken cancellationToken)
    {
        RemovedScopes.Add(scope);
        return Answer(true);
    }

    public Task<Stream> ArchiveAsync(string repository, string commit, string directory, string? dockerfile, CancellationToken cancellationToken) =>
        Answer<Stream>(new MemoryStream());

    private Task<TAnswer> Answer<TAnswer>(TAnswer answer) => Failure is null ? Task.FromResult(answer) : Task.FromException<TAnswer>(Failure);
}
