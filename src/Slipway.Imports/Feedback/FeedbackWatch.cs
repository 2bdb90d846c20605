using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Slipway.Core.Clusters;
using Slipway.Core.Operations;
using Slipway.Imports.Repositories;
using Slipway.Messaging;

namespace Slipway.Imports.Feedback;

/// <summary>
/// Asks for feedback on what no event tells: that an operation begins, that its files are wrong, that it is superseded. In memory, so that a process that
/// dies in that moment says it later, with the next outcome.
/// </summary>
public sealed class FeedbackWatch(IServiceScopeFactory scopes, ILogger<FeedbackWatch> logger) : BackgroundService, IMessageObserver
{
    private const int Remembered = 1000;
    private const int Waiting = 10_000;

    private readonly Channel<string> _changed = Channel.CreateBounded<string>(new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly Dictionary<string, OperationState> _told = new(StringComparer.Ordinal);

    public void ChainsChanged(ImmutableArray<string> correlationIds)
    {
        foreach (var id in correlationIds)
        {
            _changed.Writer.TryWrite(id);
        }
    }

    /// <summary>Looks at one operation and asks for feedback where something is to be told.</summary>
    /// <returns>Whether it asked.</returns>
    public async Task<bool> LookAsync(string operationId, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var operation = await scope.ServiceProvider.GetRequiredService<IOperationStore>().FindAsync(operationId, cancellationToken).ConfigureAwait(false);
            if (operation is not { ClusterId: { } clusterId, State: OperationState.Running or OperationState.Rejected or OperationState.Superseded }
                || (_told.TryGetValue(operationId, out var state) && state == operation.State)
                || await scope.ServiceProvider.GetRequiredService<IClusterStore>().FindAsync(clusterId, cancellationToken).ConfigureAwait(false) is not { Source: { } source } cluster
                || await scope.ServiceProvider.GetRequiredService<IConnectedRepositoryStore>().FindByAddressAsync(source.Repository, cancellationToken).ConfigureAwait(false) is not { GitHubName: not null })
            {
                return false;
            }

            var session = scope.ServiceProvider.GetRequiredService<IMessageSession>();
            session.Send(new SendFeedback(cluster.Id, cluster.Name, source.Repository, source.Ref));
            await session.CommitAsync(cancellationToken).ConfigureAwait(false);
            if (_told.Count >= Remembered)
            {
                _told.Clear();
            }

            _told[operationId] = operation.State;
            return true;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var id in _changed.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await LookAsync(id, stoppingToken).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // feedback is for people's comfort: nothing that is wrong with it may stop the server
            catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
            {
                logger.FeedbackNotAsked(id, error);
            }
        }
    }
}
