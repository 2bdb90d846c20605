using MassTransit;

namespace Slipway.Benchmarks.Messaging;

/// <summary>
/// MassTransit 8.5 on RabbitMQ, plain: confirms, a quorum queue, prefetch 100, 256 sends outstanding. Its outbox on EF Core is a package of its
/// own that could not be had for these runs, so it gives no transaction with the publisher's writes and no inbox here.
/// </summary>
internal sealed class MassTransitLeg(Uri broker, Arrivals arrivals) : ILeg
{
    private const string Queue = "benchmark.masstransit";
    private const int Window = 256;

    private IBusControl? _bus;
    private HostReceiveEndpointHandle? _consumer;

    public Guarantees Guarantees { get; } = new(Durable: true, Confirmed: true, Transactional: false, Deduplicated: false);

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        // Declared beforehand, because a sender alone does not.
        await using (var topology = await new RabbitMQ.Client.ConnectionFactory { Uri = broker }.CreateConnectionAsync(cancellationToken))
        await using (var channel = await topology.CreateChannelAsync(cancellationToken: cancellationToken))
        {
            var arguments = new Dictionary<string, object?> { ["x-queue-type"] = "quorum", ["x-quorum-initial-group-size"] = 1 };
            await channel.QueueDeclareAsync(Queue, true, false, false, arguments, cancellationToken: cancellationToken);
            await channel.ExchangeDeclareAsync(Queue, "fanout", true, false, cancellationToken: cancellationToken);
            await channel.QueueBindAsync(Queue, Queue, "", cancellationToken: cancellationToken);
        }
        _bus = Bus.Factory.CreateUsingRabbitMq(configure => configure.Host(broker, host => host.PublisherConfirmation = true));
        await _bus.StartAsync(cancellationToken);
    }

    public async Task ConsumeAsync(CancellationToken cancellationToken)
    {
        _consumer = _bus!.ConnectReceiveEndpoint(Queue, endpoint =>
        {
            var rabbit = (IRabbitMqReceiveEndpointConfigurator)endpoint;
            rabbit.SetQuorumQueue(1);
            rabbit.PrefetchCount = 100;
            rabbit.ConfigureConsumeTopology = false;
            rabbit.Handler<Parcel>(context =>
            {
                arrivals.Add(context.Message.Number, context.Message.SentAt);
                return Task.CompletedTask;
            });
        });
        await _consumer.Ready;
    }

    public async Task PublishAsync(IReadOnlyList<Parcel> parcels, CancellationToken cancellationToken)
    {
        var endpoint = await _bus!.GetSendEndpoint(new Uri($"exchange:{Queue}"));
        using var window = new SemaphoreSlim(Window);
        foreach (var parcel in parcels)
        {
            await window.WaitAsync(cancellationToken);
            _ = SendOneAsync(endpoint, parcel, window, cancellationToken);
        }
        for (var i = 0; i < Window; i++)
        {
            await window.WaitAsync(cancellationToken);
        }
    }

    public Task SettleAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_bus is { } bus)
        {
            await bus.StopAsync(CancellationToken.None);
        }
    }

    private static async Task SendOneAsync(ISendEndpoint endpoint, Parcel parcel, SemaphoreSlim window, CancellationToken cancellationToken)
    {
        try
        {
            await endpoint.Send(parcel, cancellationToken);
        }
        catch (Exception error)
        {
            Environment.FailFast($"send failed: {error.Message}", error);
        }
        window.Release();
    }
}
