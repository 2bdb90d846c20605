using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Slipway.Imports.Repositories;

namespace Slipway.Storage.Repositories;

internal sealed class ConnectedRepositoryStore(SlipwayDbContext database) : IConnectedRepositoryStore
{
    public async Task<ConnectedRepository?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await database.Repositories.SingleOrDefaultAsync(r => r.Id == id, cancellationToken).ConfigureAwait(false))?.Document;

    public async Task<ConnectedRepository?> FindByAddressAsync(string address, CancellationToken cancellationToken) =>
        (await database.Repositories.SingleOrDefaultAsync(r => r.Address == address, cancellationToken).ConfigureAwait(false))?.Document;

    public async Task<ConnectedRepository?> FindByGitHubNameAsync(string gitHubName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(gitHubName);
        var name = gitHubName.ToLowerInvariant();
        return (await database.Repositories.SingleOrDefaultAsync(r => r.GitHubName == name, cancellationToken).ConfigureAwait(false))?.Document;
    }

    public async Task<ImmutableArray<ConnectedRepository>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await database.Repositories.OrderBy(r => r.Address).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(r => r.Document)];
    }

    public void Add(ConnectedRepository repository) => database.Repositories.Add(RepositoryRow.Of(repository));

    public void Update(ConnectedRepository repository) => RowOf(repository).Take(repository);

    public void Remove(ConnectedRepository repository) => database.Repositories.Remove(RowOf(repository));

    public async Task<ImmutableArray<SeenRef>> ListRefsAsync(string repositoryId, CancellationToken cancellationToken)
    {
        var rows = await database.SeenRefs.Where(r => r.RepositoryId == repositoryId).OrderBy(r => r.Ref).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(r => r.ToSeenRef())];
    }

    public async Task<SeenRef?> FindRefAsync(string repositoryId, string reference, CancellationToken cancellationToken) =>
        (await database.SeenRefs.SingleOrDefaultAsync(r => r.RepositoryId == repositoryId && r.Ref == reference, cancellationToken).ConfigureAwait(false))?.ToSeenRef();

    public void Put(SeenRef seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        if (Find(seen) is { } row)
        {
            row.Commit = seen.Commit;
            row.SeenAt = seen.SeenAt;
            return;
        }

        database.SeenRefs.Add(new SeenRefRow { RepositoryId = seen.RepositoryId, Ref = seen.Ref, Commit = seen.Commit, SeenAt = seen.SeenAt });
    }

    public void Remove(SeenRef seen) => database.SeenRefs.Remove(
        Find(seen) ?? throw new InvalidOperationException($"Ref {seen.Ref} was not read in this scope."));

    public async Task<PullRequest?> FindPullRequestAsync(string repositoryId, int number, CancellationToken cancellationToken) =>
        (await database.PullRequests.SingleOrDefaultAsync(p => p.RepositoryId == repositoryId && p.Number == number, cancellationToken).ConfigureAwait(false))?.Document;

    public async Task<ImmutableArray<PullRequest>> ListOpenPullRequestsAsync(string repositoryId, CancellationToken cancellationToken)
    {
        var rows = await database.PullRequests.Where(p => p.RepositoryId == repositoryId && p.IsOpen).OrderBy(p => p.Number).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(r => r.Document)];
    }

    public void Put(PullRequest pullRequest)
    {
        ArgumentNullException.ThrowIfNull(pullRequest);
        if (database.PullRequests.Local.FirstOrDefault(p => p.RepositoryId == pullRequest.RepositoryId && p.Number == pullRequest.Number) is { } row)
        {
            row.Document = pullRequest;
            row.IsOpen = pullRequest.IsOpen;
            row.Version++;
            return;
        }

        database.PullRequests.Add(new PullRequestRow
        {
            RepositoryId = pullRequest.RepositoryId,
            Number = pullRequest.Number,
            IsOpen = pullRequest.IsOpen,
            Document = pullRequest,
        });
    }

    public Task<bool> IsDeliveredAsync(string deliveryId, CancellationToken cancellationToken) =>
        database.WebhookDeliveries.AnyAsync(d => d.Id == deliveryId, cancellationToken);

    public void AddDelivery(string deliveryId, DateTimeOffset at) => database.WebhookDeliveries.Add(new WebhookDeliveryRow { Id = deliveryId, ReceivedAt = at });

    private SeenRefRow? Find(SeenRef seen) => database.SeenRefs.Local.FirstOrDefault(r => r.RepositoryId == seen.RepositoryId && r.Ref == seen.Ref);

    private RepositoryRow RowOf(ConnectedRepository repository) => database.Repositories.Local.FindEntry(repository.Id)?.Entity
        ?? throw new InvalidOperationException($"Repository {repository.Address} was not read in this scope.");
}
