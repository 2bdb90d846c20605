using Slipway.Core.Engines;
using Slipway.Core.Planning;
using Slipway.Docker.Connection;

namespace Slipway.Docker.Awaiting;

/// <summary>Waits for containers, driven by the engine's events: an event makes it look at once, and nothing looks on a schedule but a slow net.</summary>
internal sealed class ContainerAwaiter(EngineConnection connection, EngineEvents events, TimeProvider time)
{
    /// <summary>Catches what an event may have failed to tell, such as while the stream was broken.</summary>
    private static readonly TimeSpan Net = TimeSpan.FromSeconds(2);

    public async Task<AwaitOutcome> AwaitAsync(
        string container, AwaitedCondition until, TimeSpan window, Action<string> progress, CancellationToken cancellationToken)
    {
        PathSegment.Name(container);
        using var subscription = await events.SubscribeAsync(container, cancellationToken).ConfigureAwait(false);
        var watch = new ContainerWatch(time, connection.Address.IsLocal);
        var told = string.Empty;
        while (true)
        {
            while (subscription.Events.TryRead(out var happened))
            {
                watch.Add(happened);
            }

            var detail = await connection.FindAsync(
                session => session.Client.Containers.InspectContainerAsync(container, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (detail is null)
            {
                return new AwaitOutcome.Gone();
            }

            var facts = watch.Look(detail);
            if (ContainerJudge.Describe(facts) is var description && description != told)
            {
                progress(told = description);
            }

            if (ContainerJudge.Judge(facts, until, window) is { } outcome)
            {
                return outcome;
            }

            await WaitAsync(subscription, ContainerJudge.TimeLeft(facts, until, window), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(EventSubscription subscription, TimeSpan? left, CancellationToken cancellationToken)
    {
        var limit = left is { } remaining && remaining < Net ? remaining : Net;
        using var enough = new CancellationTokenSource(limit > TimeSpan.Zero ? limit : TimeSpan.FromMilliseconds(1), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        try
        {
            await subscription.Events.WaitToReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time to look without an event.
        }
    }
}
