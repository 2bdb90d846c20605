using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Slipway.Core.Operations;

namespace Slipway.Server.Operations;

/// <summary>
/// Where running operations stand right now, for whoever watches. In memory only: what must last is in the database, and a server that
/// starts again begins to tell anew. Safe for concurrent use.
/// </summary>
internal sealed class LiveProgress
{
    private const int Kept = 200;
    private readonly ConcurrentDictionary<string, OperationProgress> _operations = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _order = new();
    private readonly ConcurrentDictionary<ChannelWriter<bool>, string?> _watchers = new();

    public void Phase(string operationId, string phase) => Change(operationId, p => p with { Phase = phase });

    public void Instance(string operationId, InstanceProgress progress) => Change(operationId, p => p with
    {
        Order = p.Instances.ContainsKey(progress.Name) ? p.Order : p.Order.Add(progress.Name),
        Instances = p.Instances.SetItem(progress.Name, progress),
    });

    public void Planned(string operationId, PlanCounts counts) => Change(operationId, p => p with { Plan = counts });

    public void ChainsChanged(ImmutableArray<string> correlationIds)
    {
        foreach (var id in correlationIds)
        {
            Signal(id);
        }
    }

    /// <summary>Makes everyone look again.</summary>
    public void SignalAll()
    {
        foreach (var writer in _watchers.Keys)
        {
            writer.TryWrite(true);
        }
    }

    /// <summary>Gets what is known of an operation that runs.</summary>
    public OperationProgress Find(string operationId) => _operations.GetValueOrDefault(operationId, OperationProgress.None);

    /// <summary>Yields at once, then whenever an operation (or any, for null) changed, and at least every <paramref name="quiet"/>.</summary>
    public async IAsyncEnumerable<bool> WatchAsync(
        string? operationId, TimeSpan quiet, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        _watchers.TryAdd(channel.Writer, operationId);
        try
        {
            yield return true;
            while (true)
            {
                var changed = true;
                using var wait = new CancellationTokenSource(quiet, time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(wait.Token, cancellationToken);
                try
                {
                    await channel.Reader.ReadAsync(either.Token).ConfigureAwait(false);
                }
                catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
                {
                    changed = false;
                }

                yield return changed;
            }
        }
        finally
        {
            _watchers.TryRemove(channel.Writer, out _);
        }
    }

    private void Change(string operationId, Func<OperationProgress, OperationProgress> change)
    {
        _operations.AddOrUpdate(
            operationId,
            id =>
            {
                _order.Enqueue(id);
                return change(OperationProgress.None);
            },
            (_, before) => change(before));
        while (_order.Count > Kept && _order.TryDequeue(out var oldest))
        {
            _operations.TryRemove(oldest, out _);
        }

        Signal(operationId);
    }

    private void Signal(string operationId)
    {
        foreach (var (writer, wanted) in _watchers)
        {
            if (wanted is null || wanted == operationId)
            {
                writer.TryWrite(true);
            }
        }
    }
}
