using Rebus.Activation;
using Rebus.Backoff;
using Rebus.Bus;
using Rebus.Config;
using Rebus.Routing.TypeBased;
using Rebus.Transport;

namespace Slipway.Benchmarks.Messaging;

/// <summary>
/// Rebus on PostgreSQL, tuned: fifty sends in one transaction, several publishers, as many workers as served it best, and short pauses when
/// idle. What is handled leaves the queue in the transaction that received it.
/// </summary>
internal sealed class RebusLeg(string database, Arrivals arrivals, int batch, int publishers, int workers) : ILeg
{
    private const string Queue = "benchmark";
    private readonly BuiltinHandlerActivator _activator = new();
    private readonly BuiltinHandlerActivator _sender = new();
    private IBus? _bus;

    public Guarantees Guarantees { get; } = new(Durable: true, Confirmed: true, Transactional: true, Deduplicated: false);

    public Task OpenAsync(CancellationToken cancellationToken)
    {
        _bus = Configure.With(_sender)
            .Logging(logging => logging.None())
            .Transport(transport => transport.UsePostgreSqlAsOneWayClient(database, "rebus_message"))
            .Routing(routing => routing.TypeBased().Map<Parcel>(Queue))
            .Start();
        return Task.CompletedTask;
    }

    public Task ConsumeAsync(CancellationToken cancellationToken)
    {
        _activator.Handle<Parcel>(parcel =>
        {
            arrivals.Add(parcel.Number, parcel.SentAt);
            return Task.CompletedTask;
        });
        Configure.With(_activator)
            .Logging(logging => logging.None())
            .Transport(transport => transport.UsePostgreSql(database, "rebus_message", Queue))
            .Options(options =>
            {
                options.SetNumberOfWorkers(workers);
                options.SetMaxParallelism(workers * 2);
                options.SetBackoffTimes(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(20));
            })
            .Start();
        return Task.CompletedTask;
    }

    public Task PublishAsync(IReadOnlyList<Parcel> parcels, CancellationToken cancellationToken) =>
        Batches.RunAsync(parcels, batch, publishers, async (chunk, _) =>
        {
            using var scope = new RebusTransactionScope();
            foreach (var parcel in chunk)
            {
                await _bus!.Send(parcel);
            }
            await scope.CompleteAsync();
        }, cancellationToken);

    public Task SettleAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _sender.Dispose();
        _activator.Dispose();
        return ValueTask.CompletedTask;
    }
}
