using RabbitMQ.Client;

namespace Slipway.Benchmarks.Messaging;

/// <summary>RabbitMQ.Client as its manual has it, at its best: confirms with a window of our own, prefetch 100, one connection each way, a quorum queue.</summary>
internal sealed class RawRabbitLeg(Uri broker, Arrivals arrivals) : ILeg
{
    private const string Queue = "benchmark.raw";
    private const int Window = 256;
    private const ushort Prefetch = 100;

    private readonly CancellationTokenSource _stop = new();
    private Task _acknowledging = Task.CompletedTask;
    private IConnection? _publisher;
    private IConnection? _consumer;
    private IChannel? _out;
    private IChannel? _in;

    public Guarantees Guarantees { get; } = new(Durable: true, Confirmed: true, Transactional: false, Deduplicated: false);

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory { Uri = broker };
        _publisher = await factory.CreateConnectionAsync(cancellationToken);
        _consumer = await factory.CreateConnectionAsync(cancellationToken);
        // The client's own limiter of outstanding confirms is left out: it collapses the rate.
        _out = await _publisher.CreateChannelAsync(new CreateChannelOptions(true, true, outstandingPublisherConfirmationsRateLimiter: null), cancellationToken);
        _in = await _consumer.CreateChannelAsync(cancellationToken: cancellationToken);
        await _in.QueueDeclareAsync(
            Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: cancellationToken);
    }

    public async Task ConsumeAsync(CancellationToken cancellationToken)
    {
        await _in!.BasicQosAsync(0, Prefetch, false, cancellationToken);
        var consumer = new RawConsumer(_in, arrivals);
        await _in.BasicConsumeAsync(Queue, autoAck: false, consumer, cancellationToken);
        _acknowledging = consumer.AcknowledgeAsync(_stop.Token);
    }

    public async Task PublishAsync(IReadOnlyList<Parcel> parcels, CancellationToken cancellationToken)
    {
        using var window = new SemaphoreSlim(Window);
        foreach (var parcel in parcels)
        {
            await window.WaitAsync(cancellationToken);
            _ = PublishOneAsync(parcel, window, cancellationToken);
        }
        for (var i = 0; i < Window; i++)
        {
            await window.WaitAsync(cancellationToken);
        }
    }

    public Task SettleAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _acknowledging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        await (_publisher?.DisposeAsync() ?? default);
        await (_consumer?.DisposeAsync() ?? default);
    }

    private async Task PublishOneAsync(Parcel parcel, SemaphoreSlim window, CancellationToken cancellationToken)
    {
        try
        {
            var properties = new BasicProperties { Persistent = true };
            await _out!.BasicPublishAsync("", Queue, mandatory: true, properties, RawBody.Encode(parcel), cancellationToken);
        }
        catch (Exception error)
        {
            // Nobody awaits a single publish; the run cannot become complete any more.
            Environment.FailFast($"publish failed: {error.Message}", error);
        }
        window.Release();
    }
}
