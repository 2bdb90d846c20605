using System.Data.Common;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Slipway.Messaging;

/// <summary>Ends messages that are not to be done, and lets the application know.</summary>
internal sealed class MessageDropper(
    IMessageDatabase database, DeliveryStore store, MessageCatalog catalog, MessageEncoder encoder, MessageDecoder decoder, MessagingTelemetry telemetry,
    UnitOfWork unitOfWork, IServiceScopeFactory scopes, CommitSignals signals, TimeProvider time, IOptions<WorkerOptions> options, ILogger<MessageDropper> logger)
{
    private static readonly TimeSpan FinalHandlerBudget = TimeSpan.FromMinutes(1);

    public async Task<AdministrationResult> DropAsync(string messageId, string by, string why, CancellationToken cancellationToken)
    {
        var candidates = await FindAsync(messageId, cancellationToken).ConfigureAwait(false);
        var note = $"dropped by {by}: {why}";
        var dropped = 0;
        foreach (var candidate in candidates.Where(c => c.State is DeliveryState.Ready or DeliveryState.Dead))
        {
            try
            {
                await DropAsync(candidate, note, cancellationToken).ConfigureAwait(false);
                dropped++;
            }
            catch (NotDroppableException)
            {
                // Said below, from how it stands now.
            }
        }
        return dropped > 0
            ? new AdministrationResult(messageId, AdministrationVerdict.Done, null, note)
            : await ExplainAsync(messageId, cancellationToken).ConfigureAwait(false);
    }

    private async Task DropAsync(DropCandidate candidate, string note, CancellationToken cancellationToken)
    {
        // A dead letter's final handler has run when it died; another application's handlers are not here.
        if (candidate.State == DeliveryState.Ready && candidate.Application == catalog.Application
            && decoder.Decode(candidate.Delivery) is Decoded.Readable { Incoming: { Descriptor.RunDead: { } final } incoming })
        {
            await DropWithFinalHandlerAsync(candidate.Delivery, incoming.Message, final, note, cancellationToken).ConfigureAwait(false);
            return;
        }
        await database.WriteAsync((sql, stop) => RecordAsync(sql, candidate.Delivery, candidate.Application, note, stop), cancellationToken).ConfigureAwait(false);
        signals.Committed([candidate.Delivery.CorrelationId]);
    }

    private async Task DropWithFinalHandlerAsync(
        ClaimedDelivery delivery, object message, RunDeadHandler final, string note, CancellationToken cancellationToken)
    {
        using var run = new DeliveryRun(delivery, options.Value.Lease, time, logger);
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var context = new DeliveryContext(run, new Outbox(catalog, encoder, telemetry, delivery.CorrelationId, delivery.MessageId, delivery.Sender));
            run.BeginPhase(FinalHandlerBudget);
            await final(scope.ServiceProvider, message, note, context, run.Token).ConfigureAwait(false);
            var batch = context.Outbox.ToBatch();
            await unitOfWork.CommitAsync(
                scope.ServiceProvider.GetServices<ITransactionParticipant>(),
                batch,
                null,
                (sql, stop) => RecordAsync(sql, delivery, catalog.Application, note, stop),
                null,
                null,
                cancellationToken).ConfigureAwait(false);
            unitOfWork.Announce(batch, frees: true);
        }
    }

    private async Task RecordAsync(SqlRunner sql, ClaimedDelivery delivery, string application, string note, CancellationToken cancellationToken)
    {
        var rows = await sql.ExecuteAsync(
            AdministrationSql.Drop,
            [("@now", database.Clock.Now()), ("@note", note), ("@seq", delivery.Seq), ("@fence", delivery.Fence)],
            cancellationToken).ConfigureAwait(false);
        if (rows == 0)
        {
            throw new NotDroppableException();
        }
        sql.Signal(StoreSignalKind.Ready, application);   // the next of its key may begin
        await store.RecordAttemptAsync(sql, delivery.Seq, delivery.Fence + 1, AttemptResults.Dropped, null, note, cancellationToken).ConfigureAwait(false);
    }

    private async Task<List<DropCandidate>> FindAsync(string messageId, CancellationToken cancellationToken)
    {
        var sql = await database.OpenReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (sql.ConfigureAwait(false))
        {
            return await sql.QueryAsync(AdministrationSql.DropCandidates, [("@id", messageId)], row => Read(row, messageId), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<AdministrationResult> ExplainAsync(string messageId, CancellationToken cancellationToken)
    {
        var left = await FindAsync(messageId, cancellationToken).ConfigureAwait(false);
        return left switch
        {
            [] => MessageReplayer.NotFound(messageId),
            _ when left.Exists(c => c.State == DeliveryState.Running) => new AdministrationResult(
                messageId, AdministrationVerdict.Refused, null, "a worker runs it; what runs cannot be dropped"),
            _ when left.Exists(c => c.Delivery.LastOutcome?.StartsWith("dropped by ", StringComparison.Ordinal) == true) => new AdministrationResult(
                messageId, AdministrationVerdict.AlreadyDone, null, left.Select(c => c.Delivery.LastOutcome).First(o => o is not null)!),
            _ => new AdministrationResult(messageId, AdministrationVerdict.Refused, null, "it has ended; only what is dead or waits can be dropped"),
        };
    }

    private static DropCandidate Read(DbDataReader row, string messageId) => new(
        row.GetString(1),
        DeliveryStates.FromText(row.GetString(2)),
        new ClaimedDelivery
        {
            Seq = row.GetInt64(0),
            MessageId = messageId,
            Name = row.GetString(5),
            Version = row.GetInt32(6),
            CorrelationId = row.GetString(7),
            Sender = ActivityContext.TryParse(row.GetString(8), row.IsDBNull(9) ? null : row.GetString(9), out var sender) ? sender : default,
            Body = row.GetFieldValue<byte[]>(10),
            Attempt = row.GetInt32(3),
            Fence = row.GetInt64(4),
            LastOutcome = row.IsDBNull(11) ? null : row.GetString(11),
            Waited = TimeSpan.Zero,
        });
}
