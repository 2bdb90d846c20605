using System.Collections.Immutable;
using Slipway.Imports.Repositories;

namespace Slipway.Imports.Tests.Flow;

/// <summary>Connected repositories in memory; changes count at once.</summary>
public sealed class MemoryRepositoryStore : IConnectedRepositoryStore
{
    private readonly Dictionary<string, ConnectedRepository> _repositories = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), SeenRef> _refs = [];
    private readonly Dictionary<(string, int), PullRequest> _pullRequests = [];
    private readonly HashSet<string> _deliveries = new(StringComparer.Ordinal);

    public Task<ConnectedRepository?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult(_repositories.GetValueOrDefault(id));

    public Task<ConnectedRepository?> FindByAddressAsync(string address, CancellationToken cancellationToken) =>
        Task.FromResult(_repositories.Values.FirstOrDefault(r => r.Address == address));

    public Task<ConnectedRepository?> FindByGitHubNameAsync(string gitHubName, CancellationToken cancellationToken) =>
        Task.FromResult(_repositories.Values.FirstOrDefault(r => string.Equals(r.GitHubName, gitHubName, StringComparison.OrdinalIgnoreCase)));

    public Task<ImmutableArray<ConnectedRepository>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<ConnectedRepository>>([.. _repositories.Values.OrderBy(r => r.Address, StringComparer.Ordinal)]);

    public void Add(ConnectedRepository repository)
    {
        ArgumentNullException.ThrowIfNull(repository);
        _repositories.Add(repository.Id, repository);
    }

    public void Update(ConnectedRepository repository)
    {
        ArgumentNullException.ThrowIfNull(repository);
        _repositories[repository.Id] = repository;
    }

    public void Remove(ConnectedRepository repository)
    {
        ArgumentNullException.ThrowIfNull(repository);
        _repositories.Remove(repository.Id);
        foreach (var key in _refs.Keys.Where(k => k.Item1 == repository.Id).ToArray())
        {
            _refs.Remove(key);
        }
    }

    public Task<ImmutableArray<SeenRef>> ListRefsAsync(string repositoryId, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<SeenRef>>([.. _refs.Values.Where(r => r.RepositoryId == repositoryId).OrderBy(r => r.Ref, StringComparer.Ordinal)]);

    public Task<SeenRef?> FindRefAsync(string repositoryId, string reference, CancellationToken cancellationToken) =>
        Task.FromResult(_refs.GetValueOrDefault((repositoryId, reference)));

    public void Put(SeenRef seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        _refs[(seen.RepositoryId, seen.Ref)] = seen;
    }

    public void Remove(SeenRef seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        _refs.Remove((seen.RepositoryId, seen.Ref));
    }

    public Task<PullRequest?> FindPullRequestAsync(string repositoryId, int number, CancellationToken cancellationToken) =>
        Task.FromResult(_pullRequests.GetValueOrDefault((repositoryId, number)));

    public Task<ImmutableArray<PullRequest>> ListOpenPullRequestsAsync(string repositoryId, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<PullRequest>>([.. _pullRequests.Values.Where(p => p.RepositoryId == repositoryId && p.IsOpen).OrderBy(p => p.Number)]);

    public void Put(PullRequest pullRequest)
    {
        ArgumentNullException.ThrowIfNull(pullRequest);
        _pullRequests[(pullRequest.RepositoryId, pullRequest.Number)] = pullRequest;
    }

    public Task<bool> IsDeliveredAsync(string deliveryId, CancellationToken cancellationToken) => Task.FromResult(_deliveries.Contains(deliveryId));

    public void AddDelivery(string deliveryId, DateTimeOffset at) => _deliveries.Add(deliveryId);
}
