using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Slipway.Core.Clusters;
using Slipway.Core.Sources;
using Slipway.Messaging;

namespace Slipway.Imports.Repositories;

/// <summary>
/// Looks at the refs of each connected repository now and then, so that a push of which nobody told us is found. Every process has one; a repository is
/// claimed in the database before it is looked at, so that only one process does.
/// </summary>
public sealed class RepositoryWatch(IServiceScopeFactory scopes, TimeProvider time, ILogger<RepositoryWatch> logger) : BackgroundService
{
    // How often the database is asked for what is due: also the shortest time between two looks.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    // A repository that does not answer keeps one of these for as long as git waits.
    private const int AtATime = 4;

    /// <summary>Looks at every repository whose time has come.</summary>
    /// <returns>How many were looked at by this process.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var due = await DueAsync(cancellationToken).ConfigureAwait(false);
        var count = 0;
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken }, async (id, token) =>
        {
            if (await LookAsync(id, token).ConfigureAwait(false))
            {
                Interlocked.Increment(ref count);
            }
        }).ConfigureAwait(false);
        return count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(false);
                await RunOnceAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A database that does not answer now may do so in five seconds.
            catch (Exception error)
#pragma warning restore CA1031
            {
                logger.LookingFailed(error);
            }
        }
    }

    private async Task<ImmutableArray<string>> DueAsync(CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var all = await scope.ServiceProvider.GetRequiredService<IConnectedRepositoryStore>().ListAsync(cancellationToken).ConfigureAwait(false);
            return [.. all.Where(IsDue).OrderBy(r => r.LookedAt).Select(r => r.Id)];
        }
    }

    private bool IsDue(ConnectedRepository repository) => repository.LookedAt is not { } looked || looked + repository.LookEvery <= time.GetUtcNow();

    private async Task<bool> LookAsync(string id, CancellationToken cancellationToken)
    {
        if (await ClaimAsync(id, cancellationToken).ConfigureAwait(false) is not { } repository)
        {
            return false;
        }

        string? problem = null;
        try
        {
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                var count = await scope.ServiceProvider.GetRequiredService<RepositoryLook>().LookAsync(repository, cancellationToken).ConfigureAwait(false);
                if (count > 0)
                {
                    logger.RefsDiffered(RepositoryText.ForPeople(repository.Address), count);
                }
            }
        }
        catch (ConcurrentChangeException)
        {
            // A push was reported at this moment; the next look compares again.
        }
        catch (SourceException error)
        {
            problem = error.Message;
            logger.LookFailed(RepositoryText.ForPeople(repository.Address), problem);
        }

        if (problem != repository.LookError)
        {
            await ChangeAsync(id, r => r with { LookError = problem }, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Whoever writes the time first looks; the others find that it is not due any more, or that they were too late.</summary>
    private Task<ConnectedRepository?> ClaimAsync(string id, CancellationToken cancellationToken) =>
        ChangeAsync(id, r => IsDue(r) ? r with { LookedAt = time.GetUtcNow() } : null, cancellationToken);

    private async Task<ConnectedRepository?> ChangeAsync(string id, Func<ConnectedRepository, ConnectedRepository?> change, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var store = scope.ServiceProvider.GetRequiredService<IConnectedRepositoryStore>();
            if (await store.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } repository || change(repository) is not { } changed)
            {
                return null;
            }

            try
            {
                store.Update(changed);
                await scope.ServiceProvider.GetRequiredService<IMessageSession>().CommitAsync(cancellationToken).ConfigureAwait(false);
                return changed;
            }
            catch (ConcurrentChangeException)
            {
                return null;
            }
        }
    }
}
