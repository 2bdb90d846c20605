using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Slipway.Messaging;

/// <summary>Runs a handler in a scope of its own and commits what it did, or nothing.</summary>
internal sealed class HandlerRunner(
    IServiceScopeFactory scopes, MessageCatalog catalog, MessageEncoder encoder, MessagingTelemetry telemetry, UnitOfWork unitOfWork, DeliveryStore store, ITransport transport,
    Notices notices, KillSwitch kill)
{
    private static readonly TimeSpan FinalHandlerBudget = TimeSpan.FromMinutes(1);

    /// <returns>Done or superseded.</returns>
    /// <exception cref="LeaseLostException">Another worker may have the delivery.</exception>
    public async Task<Verdict> HandleAsync(DeliveryRun run, Incoming incoming)
    {
        var delivery = run.Delivery;
        var budget = incoming.Descriptor.Budget;
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var context = NewContext(run);
            kill.Reach(KillPoint.BeforeHandle, delivery.Name);
            run.BeginPhase(budget, incoming.Descriptor.Idle);
            try
            {
                await incoming.Descriptor.Run!(scope.ServiceProvider, incoming.Message, context, run.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (run.Stop == StopReason.Timeout)
            {
                // Told apart from a failure below, as for a handler that returns late.
            }
            if (run.Stop == StopReason.Timeout)
            {
                throw new TimeoutException(run.WasIdle
                    ? $"'{delivery.Name}' reported no progress for {incoming.Descriptor.Idle}."
                    : $"'{delivery.Name}' ran longer than its budget of {budget}.");
            }
            var state = context.IsSuperseded ? DeliveryState.Superseded : DeliveryState.Done;

            // Overtaken, and it finished all the same: what it did is done, and whoever it told must not be told twice.
            var outcome = context.Outcome ?? (run.OvertakenBy is { } newer ? $"finished although {newer} had overtaken it" : null);
            await CommitAsync(scope.ServiceProvider, context, run, state, outcome, null).ConfigureAwait(false);
            return context.IsSuperseded ? new Verdict.Superseded() : new Verdict.Done();
        }
    }

    /// <summary>Makes the delivery a dead letter, in one transaction with what its final handler does.</summary>
    public async Task HandleDeadAsync(DeliveryRun run, Verdict.Dead dead, bool withFinalHandler)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var context = NewContext(run);
            if (withFinalHandler && dead.Incoming is { Descriptor.RunDead: { } final } incoming)
            {
                run.BeginPhase(FinalHandlerBudget);
                await final(scope.ServiceProvider, incoming.Message, dead.Reason, context, run.Token).ConfigureAwait(false);
            }
            await CommitAsync(scope.ServiceProvider, context, run, DeliveryState.Dead, dead.Reason, dead).ConfigureAwait(false);
        }
    }

    private DeliveryContext NewContext(DeliveryRun run)
    {
        var delivery = run.Delivery;
        var chain = Activity.Current is { } current && current.TraceId == delivery.Sender.TraceId ? current.Context : delivery.Sender;
        return new DeliveryContext(run, new Outbox(catalog, encoder, telemetry, delivery.CorrelationId, delivery.MessageId, chain));
    }

    private async Task CommitAsync(
        IServiceProvider scope, DeliveryContext context, DeliveryRun run, DeliveryState state, string? outcome, Verdict.Dead? dead)
    {
        var delivery = run.Delivery;
        var batch = context.Outbox.ToBatch();
        await unitOfWork.CommitAsync(
            scope.GetServices<ITransactionParticipant>(),
            batch,
            new Finish(delivery, state, outcome, run.UnstoredBeat) { Storing = run.BeginStoring },
            dead is null ? null : async (sql, stop) =>
            {
                await store.RecordAttemptAsync(sql, delivery.Seq, delivery.Fence, AttemptResults.Dead, dead.Thrown, dead.Reason, stop).ConfigureAwait(false);
                await transport.StoreAsync(sql, notices.Errored(delivery, final: true, dead.Reason, dead.Thrown), stop).ConfigureAwait(false);
            },
            kill.IsSet ? () => kill.Reach(KillPoint.BeforeCommit, delivery.Name) : null,
            kill.IsSet ? () => kill.Reach(KillPoint.AfterCommit, delivery.Name) : null,

            // The handler has succeeded: a shutdown in this instant must not undo its work.
            CancellationToken.None).ConfigureAwait(false);
        unitOfWork.Announce(batch, frees: !delivery.NothingWaitsForIt);
    }
}
