using Slipway.Core.Sources;
using Slipway.Messaging;

namespace Slipway.Imports.Repositories;

/// <summary>
/// Reports of pushes, wherever they come from. Scoped; each call commits: what is recorded of the ref, the delivery's id and <c>github.pushed</c> are
/// stored together or not at all. Whatever is wrong with what was reported is a <see cref="SourceException"/>, and nothing is stored.
/// </summary>
public sealed class PushRequests(IConnectedRepositoryStore store, RefNotes notes, IMessageSession session, TimeProvider time)
{
    /// <summary>Reports that a ref moved, came or went.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="reference">The full ref.</param>
    /// <param name="before">The commit before; null or zeros for a ref that came.</param>
    /// <param name="after">The commit after; null or zeros for a ref that went.</param>
    /// <param name="origin">Who says so: one of <see cref="Origins"/>.</param>
    /// <param name="deliveryId">The id of the webhook's delivery; null for none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="SourceException">The ref or a commit is not accepted.</exception>
    public async Task<PushReceipt> PushedAsync(
        ConnectedRepository repository, string reference, string? before, string? after, string origin, string? deliveryId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(repository);
        RefNames.ThrowIfInvalid(reference);
        before = RefNames.CommitOrThrow(before);
        after = RefNames.CommitOrThrow(after);
        if (await IsRedeliveredAsync(deliveryId, cancellationToken).ConfigureAwait(false))
        {
            return new PushReceipt(PushOutcome.Redelivered);
        }

        var seen = await store.FindRefAsync(repository.Id, reference, cancellationToken).ConfigureAwait(false);
        var isNew = after is null
            ? seen is not null || await notes.IsFollowedAsync(repository, reference, cancellationToken).ConfigureAwait(false)
            : after != seen?.Commit;
        if (isNew)
        {
            notes.Note(repository, reference, seen, before ?? seen?.Commit, after, origin);
        }

        return await CommitAsync(isNew, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reports what a pull request is now: its commit, labels, and whether it is open.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="pullRequest">The pull request; the id of our comment is kept.</param>
    /// <param name="origin">Who says so: one of <see cref="Origins"/>.</param>
    /// <param name="deliveryId">The id of the webhook's delivery; null for none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="SourceException">The number or the commit is not accepted.</exception>
    public async Task<PushReceipt> PullRequestAsync(
        ConnectedRepository repository, PullRequest pullRequest, string origin, string? deliveryId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(pullRequest);
        RefNames.ThrowIfInvalid(pullRequest.Ref);
        var commit = RefNames.CommitOrThrow(pullRequest.Commit)
            ?? throw new SourceException(SourceFailure.Refused, $"pull request {pullRequest.Number} has no commit");
        if (await IsRedeliveredAsync(deliveryId, cancellationToken).ConfigureAwait(false))
        {
            return new PushReceipt(PushOutcome.Redelivered);
        }

        return await CommitAsync(await notes.NoteAsync(repository, pullRequest with { Commit = commit }, origin, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> IsRedeliveredAsync(string? deliveryId, CancellationToken cancellationToken)
    {
        if (deliveryId is null)
        {
            return false;
        }

        if (await store.IsDeliveredAsync(deliveryId, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        store.AddDelivery(deliveryId, time.GetUtcNow());
        return false;
    }

    private async Task<PushReceipt> CommitAsync(bool isNew, CancellationToken cancellationToken)
    {
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        return isNew ? new PushReceipt(PushOutcome.Published, session.CorrelationId) : new PushReceipt(PushOutcome.Known);
    }
}
