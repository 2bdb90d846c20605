using System.Collections.Concurrent;
using System.Data.Common;

namespace Slipway.Messaging;

/// <summary>
/// Lets plain units of work that wait at the same time share a transaction and its statements: first all deliveries end, and those that are not held
/// any more drop out with what they sent; then the messages of the others are stored. A unit that cannot be stored takes no other with it. Where one
/// transaction writes at a time, a worker of this process claims in it what is due then.
/// </summary>
internal sealed class SharedCommit
{
    private const int MostUnits = 256;
    private const int MostMessages = 1000;

    private readonly IMessageDatabase _database;
    private readonly DeliveryStore _store;
    private readonly ITransport _transport;
    private readonly PassingClaims _passing;
    private readonly ConcurrentQueue<PlainUnit> _queue = new();
    private readonly Leader _leader;

    public SharedCommit(IMessageDatabase database, DeliveryStore store, ITransport transport, PassingClaims passing)
    {
        _database = database;
        _store = store;
        _transport = transport;
        _passing = passing;
        _leader = new Leader(database.SharedCommitsAtOnce, () => !_queue.IsEmpty, CommitNextAsync);
    }

    public Task CommitAsync(PlainUnit unit)
    {
        if (unit.CancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(unit.CancellationToken);
        }
        _queue.Enqueue(unit);
        _leader.Lead();
        return unit.Completion;
    }

    private async Task CommitNextAsync()
    {
        var units = Take();
        var claims = _passing.Enter();
        try
        {
            await WriteAsync(units, claims).ConfigureAwait(false);
        }
        catch (Exception error) when ((units.Count > 1 || claims is not null) && error is not DbException { IsTransient: true })
        {
            // One of them is at fault, or the claim, and does not take the others with it. What was stored after all is not stored again: its ids are known.
            foreach (var unit in units)
            {
                await WriteAloneAsync(unit).ConfigureAwait(false);
            }
        }
        catch (Exception error)
        {
            units.ForEach(unit => unit.Fail(error));
        }
        finally
        {
            if (claims is not null)
            {
                _passing.Leave();
            }
        }
    }

    private List<PlainUnit> Take()
    {
        var units = new List<PlainUnit>();
        for (var messages = 0; units.Count < MostUnits && messages < MostMessages && _queue.TryDequeue(out var next);)
        {
            if (next.CancellationToken.IsCancellationRequested)
            {
                next.Fail(new OperationCanceledException(next.CancellationToken));
                continue;
            }
            units.Add(next);
            messages += next.Batch.Messages.Length;
        }
        return units;
    }

    private async Task WriteAloneAsync(PlainUnit unit)
    {
        try
        {
            await WriteAsync([unit], null).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            unit.Fail(error);
        }
    }

    private async Task WriteAsync(List<PlainUnit> units, IPassingClaims? claims)
    {
        if (units.Count == 0)
        {
            return;
        }
        var held = units;
        Claim? claim = null;
        var written = _database.WriteAsync(async (sql, stop) =>
        {
            // First: a holder that lost its lease must not write anything.
            held = await FinishAsync(sql, units, stop).ConfigureAwait(false);
            await _transport.StoreAsync(sql, held.ConvertAll(unit => unit.Batch), stop).ConfigureAwait(false);
            if (claims is not null)
            {
                claim = await claims.ClaimAsync(sql, held.Select(unit => unit.Finish?.Delivery).OfType<ClaimedDelivery>().ToList(), stop).ConfigureAwait(false);
            }
            held.ForEach(unit => unit.Last?.Invoke());
            sql.Committed.UnionWith(held.Select(unit => unit.Committed).OfType<Action>());
        }, CancellationToken.None);
        try
        {
            await written.ConfigureAwait(false);
        }
        catch when (claim is not null)
        {
            claims!.Forget(claim);
            throw;
        }
        if (claim is not null)
        {
            // Before the slots of what ended are seen to be free: the claim loop would fill them as well.
            await claims!.BeginAsync(claim).ConfigureAwait(false);
        }
        held.ForEach(unit => unit.Succeed());
        foreach (var lost in units.Except(held))
        {
            lost.Fail(new LeaseLostException(lost.Finish!.Delivery.Seq, lost.Finish.Delivery.Fence));
        }
    }

    private async Task<List<PlainUnit>> FinishAsync(SqlRunner sql, List<PlainUnit> units, CancellationToken cancellationToken)
    {
        var finishes = units.Select(unit => unit.Finish).OfType<Finish>().ToList();
        if (finishes.Count == 0)
        {
            return units;
        }
        var ended = await _store.FinishAsync(sql, finishes, cancellationToken).ConfigureAwait(false);
        return units.FindAll(unit => unit.Finish is null || ended.Contains(unit.Finish.Delivery.Seq));
    }
}
