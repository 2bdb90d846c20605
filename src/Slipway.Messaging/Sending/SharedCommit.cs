using System.Collections.Concurrent;
using System.Data.Common;

namespace Slipway.Messaging;

/// <summary>
/// Lets plain units of work that wait at the same time share a transaction and its statements: first all deliveries end, and those that are not held
/// any more drop out with what they sent; then the messages of the others are stored. A unit that cannot be stored takes no other with it.
/// </summary>
internal sealed class SharedCommit(IMessageDatabase database, DeliveryStore store, ITransport transport) : IDisposable
{
    private const int MostUnits = 256;
    private const int MostMessages = 1000;

    private readonly ConcurrentQueue<PlainUnit> _queue = new();
    private readonly SemaphoreSlim _gate = new(1, 1);

    public async Task CommitAsync(PlainUnit unit)
    {
        unit.CancellationToken.ThrowIfCancellationRequested();
        _queue.Enqueue(unit);
        await _gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            while (!unit.IsTaken)
            {
                await CommitNext_NeedsGateAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _gate.Release();
        }
        await unit.Completion.ConfigureAwait(false);
    }

    public void Dispose() => _gate.Dispose();

    private async Task CommitNext_NeedsGateAsync()
    {
        var units = Take_NeedsGate();
        try
        {
            await WriteAsync(units).ConfigureAwait(false);
        }
        catch (Exception error) when (units.Count > 1 && error is not DbException { IsTransient: true })
        {
            // One of them is at fault, and does not take the others with it. What was stored after all is not stored again: its ids are known.
            foreach (var unit in units)
            {
                await WriteAloneAsync(unit).ConfigureAwait(false);
            }
        }
        catch (Exception error)
        {
            units.ForEach(unit => unit.Fail(error));
        }
    }

    private List<PlainUnit> Take_NeedsGate()
    {
        var units = new List<PlainUnit>();
        for (var messages = 0; units.Count < MostUnits && messages < MostMessages && _queue.TryDequeue(out var next);)
        {
            next.IsTaken = true;
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
            await WriteAsync([unit]).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            unit.Fail(error);
        }
    }

    private async Task WriteAsync(List<PlainUnit> units)
    {
        if (units.Count == 0)
        {
            return;
        }
        var held = units;
        await database.WriteAsync(async (sql, stop) =>
        {
            // First: a holder that lost its lease must not write anything.
            held = await FinishAsync(sql, units, stop).ConfigureAwait(false);
            await transport.StoreAsync(sql, held.ConvertAll(unit => unit.Batch), stop).ConfigureAwait(false);
            held.ForEach(unit => unit.Last?.Invoke());
        }, CancellationToken.None).ConfigureAwait(false);
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
        var ended = await store.FinishAsync(sql, finishes, cancellationToken).ConfigureAwait(false);
        return units.FindAll(unit => unit.Finish is null || ended.Contains(unit.Finish.Delivery.Seq));
    }
}
