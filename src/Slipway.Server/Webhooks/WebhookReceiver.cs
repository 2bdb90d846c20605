using Slipway.Api;
using Slipway.Git.GitHub.Webhooks;
using Slipway.Imports.Repositories;
using Slipway.Messaging;
using Slipway.Server.Pushes;

namespace Slipway.Server.Webhooks;

/// <summary>Hands what a webhook tells to the repository that it is about. Git is not asked: what is stored now is dealt with later.</summary>
internal sealed class WebhookReceiver(PushReporter reporter, TimeProvider time)
{
    /// <exception cref="Core.Sources.SourceException">The ref or the commit is not accepted; nothing is stored.</exception>
    public Task<PushedView> ReceiveAsync(WebhookEvent happened, string delivery, CancellationToken cancellationToken) => reporter.ReportAsync(async services =>
    {
        var store = services.GetRequiredService<IConnectedRepositoryStore>();
        if (await FindAsync(store, happened.Repository, cancellationToken) is not { } repository)
        {
            return new PushedView(PushResults.Ignored, "No such repository is connected here.");
        }

        var pushes = services.GetRequiredService<PushRequests>();
        return happened switch
        {
            WebhookRefMoved moved => PushResults.Of(await pushes.PushedAsync(repository, moved.Ref, moved.Before, moved.After, Origins.Webhook, delivery, cancellationToken)),
            WebhookPullRequest request => PushResults.Of(await pushes.PullRequestAsync(repository, PullRequestOf(repository, request), Origins.Webhook, delivery, cancellationToken)),
            WebhookRefCreated => await LookSoonAsync(repository, delivery, store, services.GetRequiredService<IMessageSession>(), cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, null),
        };
    });

    private static PullRequest PullRequestOf(ConnectedRepository repository, WebhookPullRequest request) => new()
    {
        RepositoryId = repository.Id,
        Number = request.Number,
        Commit = request.Commit,
        Branch = request.Branch,
        IsFork = request.IsFork,
        Labels = request.Labels,
        IsOpen = request.IsOpen,
    };

    private static async Task<ConnectedRepository?> FindAsync(IConnectedRepositoryStore store, WebhookRepository repository, CancellationToken cancellationToken)
    {
        if (await store.FindByGitHubNameAsync(repository.FullName, cancellationToken) is { } named)
        {
            return named;
        }

        foreach (var address in repository.Addresses.SelectMany(Forms).Distinct(StringComparer.Ordinal))
        {
            if (await store.FindByAddressAsync(address, cancellationToken) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The forms in which one URL is written.</summary>
    private static IEnumerable<string> Forms(string address)
    {
        yield return address;
        yield return address.EndsWith(".git", StringComparison.Ordinal) ? address[..^4] : address + ".git";
        if (!address.Contains("://", StringComparison.Ordinal) && address.Split(':', 2) is [var host, var path])
        {
            yield return $"ssh://{host}/{path}";
        }
    }

    /// <summary>The event does not say where the ref stands, so the repository is due for its regular look.</summary>
    private async Task<PushedView> LookSoonAsync(
        ConnectedRepository repository, string delivery, IConnectedRepositoryStore store, IMessageSession session, CancellationToken cancellationToken)
    {
        if (await store.IsDeliveredAsync(delivery, cancellationToken))
        {
            return PushResults.Of(new PushReceipt(PushOutcome.Redelivered));
        }

        store.AddDelivery(delivery, time.GetUtcNow());
        store.Update(repository with { LookedAt = null });
        await session.CommitAsync(cancellationToken);
        return new PushedView(PushResults.Looking, "The refs of the repository are looked at soon.");
    }
}
