namespace Slipway.Messaging;

/// <summary>Sends dead letters again.</summary>
internal sealed class MessageReplayer(
    IMessageDatabase database, DeliveryStore store, MessageInspector inspector, MessageCatalog catalog, MessageDecoder decoder,
    MessageIds ids, Arrivals arrivals, CommitSignals signals)
{
    public async Task<AdministrationResult> ReplayAsync(string messageId, string by, ReadOnlyMemory<byte>? body, TimeSpan after, CancellationToken cancellationToken)
    {
        if (await inspector.FindAsync(messageId, cancellationToken).ConfigureAwait(false) is not { } detail)
        {
            return NotFound(messageId);
        }
        object? edited = null;
        if (body is { } bytes && !TryRead(detail, bytes, out edited, out var problem))
        {
            return new AdministrationResult(messageId, AdministrationVerdict.BadBody, null, problem);
        }
        var newId = ids.Next();
        var taken = 0;
        var overtaken = new List<Overtaken>();
        await database.WriteAsync(
            async (sql, stop) => taken = await WriteAsync(
                sql, new Replay(messageId, newId, by, body, after, Descriptor(detail), edited), overtaken, stop).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        if (taken > 0)
        {
            signals.Committed([.. overtaken.Select(o => o.CorrelationId).Append(detail.Message.CorrelationId).Distinct()], overtaken.Count > 0);
            var itself = overtaken.Find(o => o.MessageId == newId);
            return new AdministrationResult(
                messageId,
                AdministrationVerdict.Done,
                newId,
                itself is null ? $"sent again as {newId}" : $"sent again as {newId}, and overtaken at once by {itself.By}, which is newer than the original");
        }
        return await ExplainAsync(messageId, cancellationToken).ConfigureAwait(false);
    }

    public static AdministrationResult NotFound(string messageId) =>
        new(messageId, AdministrationVerdict.NotFound, null, "there is no message of this id; messages are kept for the retention time only");

    private async Task<int> WriteAsync(SqlRunner sql, Replay replay, List<Overtaken> overtaken, CancellationToken cancellationToken)
    {
        var now = database.Clock.Now();
        var note = $"replayed as {replay.NewId} by {replay.By}";

        // First: of two who ask at once, one finds nothing dead any more.
        var dead = await sql.QueryAsync(
            AdministrationSql.TakeDead,
            [("@id", replay.Id), ("@now", now), ("@note", note)],
            row => new Taken(
                row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetString(3),
                row.IsDBNull(4) ? null : row.GetString(4), row.IsDBNull(5) ? null : row.GetString(5)),
            cancellationToken).ConfigureAwait(false);
        if (dead.Count == 0)
        {
            return 0;
        }
        await arrivals.LockAsync(sql, dead.Select(d => SupersedeKey(replay, d)), cancellationToken).ConfigureAwait(false);
        (string, object?)[] message = [("@new_id", replay.NewId), ("@now", now), ("@id", replay.Id)];
        await (replay.Body is { } body
            ? sql.ExecuteAsync(AdministrationSql.InsertEditedReplay, [.. message, ("@body", body.ToArray())], cancellationToken)
            : sql.ExecuteAsync(AdministrationSql.InsertReplay, message, cancellationToken)).ConfigureAwait(false);
        foreach (var delivery in dead)
        {
            await store.RecordAttemptAsync(sql, delivery.Seq, delivery.Fence, AttemptResults.Replayed, null, note, cancellationToken).ConfigureAwait(false);
            sql.Signal(StoreSignalKind.Ready, delivery.Application);
            await sql.ExecuteAsync(
                AdministrationSql.InsertReplayDelivery,
                [
                    ("@id", replay.NewId), ("@application", delivery.Application), ("@name", delivery.Name), ("@exclusive_key", ExclusiveKey(replay, delivery)),
                    ("@supersede_key", SupersedeKey(replay, delivery)), ("@due_at", now + Timestamp.From(replay.After)),
                ],
                cancellationToken).ConfigureAwait(false);
            sql.Signal(StoreSignalKind.Ready, delivery.Application);
            overtaken.AddRange(await arrivals.ArrivedAsync(
                sql, replay.NewId, replay.Id, delivery.Application, SupersedeKey(replay, delivery), cancellationToken).ConfigureAwait(false));
        }
        return dead.Count;
    }

    // Another body may name another cluster: the order is kept among the deliveries of that one.
    private static string? ExclusiveKey(Replay replay, Taken delivery) =>
        replay.Edited is { } message ? replay.Descriptor?.ExclusiveKeyOf(message) : delivery.ExclusiveKey;

    private static string? SupersedeKey(Replay replay, Taken delivery) =>
        replay.Edited is { } message ? replay.Descriptor?.SupersedeKeyOf(message) : delivery.SupersedeKey;

    private async Task<AdministrationResult> ExplainAsync(string messageId, CancellationToken cancellationToken)
    {
        if (await inspector.FindAsync(messageId, cancellationToken).ConfigureAwait(false) is not { } detail)
        {
            return NotFound(messageId);
        }
        if (detail.ReplayedAs is [.., var latest])
        {
            return new AdministrationResult(messageId, AdministrationVerdict.AlreadyDone, latest, $"it was sent again before, as {latest}");
        }
        var states = string.Join(", ", detail.Deliveries.Select(d => MessageConditions.ToText(d.Summary.Condition)).Distinct());
        return new AdministrationResult(
            messageId, AdministrationVerdict.Refused, null, states.Length == 0 ? "nobody subscribes to it" : $"it is {states}; only a dead letter can be sent again");
    }

    private MessageDescriptor? Descriptor(MessageDetail detail) => catalog.FindByWireName(detail.Message.Name, detail.Version);

    private bool TryRead(MessageDetail detail, ReadOnlyMemory<byte> body, out object? message, out string problem)
    {
        (message, problem) = (null, "");
        if (Descriptor(detail) is not { } descriptor)
        {
            problem = $"this server does not know '{detail.Message.Name}' v{detail.Version}, so it cannot check another body for it";
            return false;
        }
        var read = decoder.Read(descriptor, body.Span);
        message = (read as Decoded.Readable)?.Incoming.Message;
        problem = (read as Decoded.Unreadable)?.Reason ?? "";
        return message is not null;
    }

    private sealed record Replay(string Id, string NewId, string By, ReadOnlyMemory<byte>? Body, TimeSpan After, MessageDescriptor? Descriptor, object? Edited);

    private sealed record Taken(long Seq, long Fence, string Application, string Name, string? ExclusiveKey, string? SupersedeKey);
}
