using Docker.DotNet.Models;
using Slipway.Core.Engines;
using Slipway.Core.Planning;
using Slipway.Docker.Connection;

namespace Slipway.Docker.Awaiting;

/// <summary>Waits for containers, driven by the engine's events: an event makes it look at once, and nothing looks on a schedule but a slow net.</summary>
internal sealed class ContainerAwaiter(EngineConnection connection, EngineEvents events, EarlyHealth early, TimeProvider time)
{
    /// <summary>Catches what an event may have failed to tell, such as while the stream was broken.</summary>
    private static readonly TimeSpan Net = TimeSpan.FromSeconds(2);

    public async Task<AwaitOutcome> AwaitAsync(
        string container, AwaitedCondition until, TimeSpan window, Action<string> progress, CancellationToken cancellationToken)
    {
        PathSegment.Name(container);
        using var subscription = await events.SubscribeAsync(container, cancellationToken).ConfigureAwait(false);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var checking = Task.CompletedTask;
        try
        {
            return await LookAsync(container, until, window, subscription, Check, progress, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await leaving.CancelAsync().ConfigureAwait(false);
            await checking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        void Check(ContainerInspectResponse detail) => checking = Task.WhenAll(checking, early.CheckAsync(detail, subscription.Wake, leaving.Token));
    }

    private async Task<AwaitOutcome> LookAsync(
        string container,
        AwaitedCondition until,
        TimeSpan window,
        EventSubscription subscription,
        Action<ContainerInspectResponse> check,
        Action<string> progress,
        CancellationToken cancellationToken)
    {
        var watch = new ContainerWatch(time, connection.Address.IsLocal);
        var told = string.Empty;
        var checkedStart = string.Empty;
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
            if (ContainerJudge.MayBeCheckedEarly(facts, until))
            {
                if (early.HasPassed(detail))
                {
                    facts = facts with { Health = HealthState.Healthy };
                }
                else if (detail.State?.StartedAt is { } start && start != checkedStart)
                {
                    check(detail);
                    checkedStart = start;
                }
            }

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
