using System.Data.Common;

namespace Slipway.Messaging.RabbitMq;

/// <summary>
/// What is committed and not yet confirmed by the broker. A row is sent by the one process that has claimed it; which rows those are is never
/// told by a number that was reached, because transactions do not commit in the order of their numbers.
/// </summary>
internal sealed class OutboxStore(IMessageDatabase database, KillSwitch kill)
{
    private readonly OutboxSets _sets = new(database.Sql.Rows);

    /// <summary>Notes what is to be sent.</summary>
    /// <param name="sql">The open transaction.</param>
    /// <param name="batches">What is sent.</param>
    /// <param name="claim">Who claims those of them that have no key; null for nobody.</param>
    /// <param name="cancellationToken">Rolls back.</param>
    /// <returns>What is claimed, to be sent after the commit.</returns>
    public async Task<IReadOnlyList<OutboxRow>> AddAsync(
        SqlRunner sql, IReadOnlyList<OutgoingBatch> batches, RelayClaim? claim, CancellationToken cancellationToken)
    {
        var now = database.Clock.Now();
        (OutgoingBatch Batch, OutgoingMessage Message)[] sent = [.. batches.SelectMany(batch => batch.Messages.Select(message => (batch, message)))];
        await sql.ExecuteAsync(
            database.Sql.Sets.InsertMessages, database.Sql.Sets.Messages.Values(sent, ("@now", now)), cancellationToken).ConfigureAwait(false);
        var outgoing = Array.ConvertAll(sent, s => s.Message);
        if (claim is null)
        {
            await sql.ExecuteAsync(_sets.InsertOutbox, _sets.Outgoing.Values(outgoing, ("@now", now)), cancellationToken).ConfigureAwait(false);
            return [];
        }
        var written = await sql.QueryAsync(
            _sets.InsertClaimed,
            _sets.Outgoing.Values(outgoing, ("@now", now), ("@owner", claim.Owner.ToString()), ("@claim_until", now + Timestamp.From(claim.For))),
            row => KeyValuePair.Create(row.GetString(1), row.GetInt64(0)),
            cancellationToken).ConfigureAwait(false);
        var claimedAt = TimeProvider.System.GetTimestamp();
        var seqs = written.ToDictionary(StringComparer.Ordinal);
        return
        [
            .. from s in sent
               where IsWithoutOrder(s.Message) && seqs.ContainsKey(s.Message.Id)
               select Row(seqs[s.Message.Id], s.Batch, s.Message, now) with { ClaimedAt = claimedAt },
        ];
    }

    /// <summary>Whether it may be sent before or after any other.</summary>
    public static bool IsWithoutOrder(OutgoingMessage message) => message is { ExclusiveKey: null, SupersedeKey: null };

    /// <summary>Takes rows to send. Other processes leave them alone for <paramref name="claim"/>, or until this process is known to be gone.</summary>
    public async Task<OutboxClaim> ClaimAsync(OwnerId owner, TimeSpan claim, int limit, CancellationToken cancellationToken)
    {
        var rows = new List<OutboxRow>();
        TimeSpan? pause = null;
        // Lost in a crash of the server, it is made again, and what is sent twice arrives once.
        await database.WriteLazilyAsync(async (sql, stop) =>
        {
            rows.Clear();
            var now = database.Clock.Now();
            if (database.System == "postgresql")
            {
                // One claim at a time: of two that do not see each other yet, the second could take what follows in a key.
                await sql.QueryAsync(OutboxSql.LockOutbox, [], _ => true, stop).ConfigureAwait(false);
            }
            var seqs = await sql.QueryAsync(
                OutboxSql.Claim,
                [("@owner", owner.ToString()), ("@claim_until", now + Timestamp.From(claim)), ("@now", now), ("@limit", limit)],
                row => row.GetInt64(0),
                stop).ConfigureAwait(false);
            if (seqs.Count > 0)
            {
                rows.AddRange(await sql.QueryAsync(_sets.SelectClaimed, _sets.Seqs.Values([.. seqs]), Read, stop).ConfigureAwait(false));
            }
            var next = await sql.QueryAsync(
                OutboxSql.NextAt, [("@now", now)], row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0), stop).ConfigureAwait(false);
            pause = next[0] is { } at ? Timestamp.ToTimeSpan(at - now) : null;
        }, cancellationToken).ConfigureAwait(false);

        // What a statement returns is in no order.
        return new OutboxClaim([.. rows.OrderBy(r => r.Seq)], pause);
    }

    /// <summary>Removes what the broker has, and lets the rest wait until <paramref name="delay"/> of it is over. All in one transaction.</summary>
    public Task SettleAsync(OwnerId owner, IReadOnlyCollection<SendResult> results, Func<SendResult, TimeSpan> delay, CancellationToken cancellationToken) =>
        database.WriteLazilyAsync(async (sql, stop) =>
        {
            var now = database.Clock.Now();
            foreach (var confirmed in results.Where(r => r.Outcome == SendOutcome.Confirmed))
            {
                kill.Reach(KillPoint.AfterSend, confirmed.Row.Message.Name);
            }
            if (results.Where(r => r.Outcome == SendOutcome.Confirmed).Select(r => r.Row.Seq).ToArray() is { Length: > 0 } sent)
            {
                await sql.ExecuteAsync(_sets.DeleteConfirmed, _sets.Seqs.Values(sent, ("@owner", owner.ToString())), stop).ConfigureAwait(false);
            }
            await ForgetNoticesAsync(sql, results.Where(r => r.Outcome == SendOutcome.Confirmed && r.Row.IsNotice).Select(r => r.Row.Message.Id), stop).ConfigureAwait(false);
            foreach (var result in results.Where(r => r.Outcome != SendOutcome.Confirmed))
            {
                await sql.ExecuteAsync(
                    OutboxSql.PutBack,
                    [
                        ("@counted", result.Outcome == SendOutcome.Behind ? 0 : 1), ("@error", Texts.Line(result.Error)),
                        ("@next_at", now + Timestamp.From(delay(result))), ("@seq", result.Row.Seq), ("@owner", owner.ToString()),
                    ],
                    stop).ConfigureAwait(false);
            }
        }, cancellationToken);

    /// <summary>Lets go of what processes of this machine hold that exist no more.</summary>
    public async Task ReleaseGoneAsync(OwnerId self, CancellationToken cancellationToken)
    {
        List<string> owners;
        var sql = await database.OpenReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (sql.ConfigureAwait(false))
        {
            owners = await sql.QueryAsync(OutboxSql.Owners, [("@owner", self.ToString())], row => row.GetString(0), cancellationToken).ConfigureAwait(false);
        }
        foreach (var gone in owners.Where(OwnerId.IsKnownToBeGone))
        {
            await ReleaseAsync(gone, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Lets go of everything that the owner holds.</summary>
    public Task ReleaseAsync(string owner, CancellationToken cancellationToken) => database.WriteAsync(
        (write, stop) => write.ExecuteAsync(OutboxSql.ReleaseOwner, [("@owner", owner)], stop), cancellationToken);

    /// <summary>Lets go of rows that the owner holds.</summary>
    public Task ReleaseAsync(OwnerId owner, long[] seqs, CancellationToken cancellationToken) => database.WriteLazilyAsync(
        (write, stop) => write.ExecuteAsync(_sets.Release, _sets.Seqs.Values(seqs, ("@owner", owner.ToString())), stop), cancellationToken);

    public async Task<OutboxFigures> FiguresAsync(CancellationToken cancellationToken)
    {
        var sql = await database.OpenReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (sql.ConfigureAwait(false))
        {
            var now = database.Clock.Now();
            var rows = await sql.QueryAsync(
                OutboxSql.Figures,
                [],
                row => row.GetInt64(0) == 0
                    ? OutboxFigures.None
                    : new OutboxFigures(
                        row.GetInt64(0), Timestamp.ToTimeSpan(Math.Max(0, now - row.GetInt64(1))), row.IsDBNull(2) ? null : row.GetString(2)),
                cancellationToken).ConfigureAwait(false);
            return rows[0];
        }
    }

    // A notice that nobody here subscribed to is of no more use here once it is sent. Whoever did has said so before it could arrive.
    private static async Task ForgetNoticesAsync(SqlRunner sql, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        foreach (var id in ids)
        {
            await sql.ExecuteAsync(OutboxSql.ForgetNotice, [("@id", id)], cancellationToken).ConfigureAwait(false);
        }
    }

    private static OutboxRow Row(long seq, OutgoingBatch batch, OutgoingMessage message, long now) => new(seq, 0, new WireMessage
    {
        Id = message.Id,
        Kind = message.Descriptor.Kind,
        Name = message.Descriptor.Name,
        Version = message.Descriptor.Version,
        CorrelationId = message.CorrelationId,
        CausationId = batch.CausationId,
        TraceParent = MessagingTelemetry.TraceParent(message.Trace),
        TraceState = message.Trace.TraceState,
        ExclusiveKey = message.ExclusiveKey,
        SupersedeKey = message.SupersedeKey,
        SentAt = now,
        DueAt = now + Timestamp.From(message.Delay),
        Body = message.Body,
    })
    {
        IsNotice = message.OnlyIfSubscribed,
    };

    private static OutboxRow Read(DbDataReader row)
    {
        var sentAt = row.GetInt64(12);
        return new OutboxRow(row.GetInt64(0), row.GetInt32(1), new WireMessage
        {
            Id = row.GetString(2),
            Kind = MessageKinds.FromText(row.GetString(3)),
            Name = row.GetString(4),
            Version = row.GetInt32(5),
            CorrelationId = row.GetString(6),
            CausationId = row.IsDBNull(7) ? null : row.GetString(7),
            TraceParent = row.GetString(8),
            TraceState = row.IsDBNull(9) ? null : row.GetString(9),
            ExclusiveKey = row.IsDBNull(10) ? null : row.GetString(10),
            SupersedeKey = row.IsDBNull(11) ? null : row.GetString(11),
            SentAt = sentAt,
            DueAt = Math.Max(sentAt, row.GetInt64(13)),
            Body = row.GetFieldValue<byte[]>(14),
        })
        {
            IsNotice = row.GetInt64(15) != 0,
        };
    }
}
