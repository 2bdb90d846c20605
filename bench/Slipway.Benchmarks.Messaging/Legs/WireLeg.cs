using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using Slipway.Messaging;
using Slipway.Messaging.RabbitMq;

namespace Slipway.Benchmarks.Messaging;

/// <summary>
/// Slipway's own publisher and consumer with their headers, encoding and topology, without any table: confirms in a window of 256, mandatory, and
/// batches of at most 50 acknowledged together, as the inbox does once they are stored.
/// </summary>
internal sealed class WireLeg(Uri broker, Arrivals arrivals) : ILeg
{
    private const string Application = "benchmark-wire";
    private const int Window = 256;
    private const int Batch = 50;
    private const ushort Prefetch = 200;

    private readonly Deadlines _deadlines = new(TimeSpan.FromSeconds(10), TimeProvider.System);
    private readonly CancellationTokenSource _stop = new();
    private IConnection? _connection;
    private IConnection? _consumerConnection;
    private Topology? _topology;
    private Publisher? _publisher;
    private Task _consuming = Task.CompletedTask;

    public Guarantees Guarantees { get; } = new(Durable: true, Confirmed: true, Transactional: false, Deduplicated: false);

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var services = new ServiceCollection();
        services.AddSlipwayMessaging(Application).Work<Parcel>().Run<ParcelHandler>();
        await using var provider = services.BuildServiceProvider();
        var catalog = provider.GetRequiredService<MessageCatalog>();
        _topology = new Topology(catalog, Options.Create(new RabbitMqOptions { Uri = broker.AbsoluteUri, Prefix = Application }));
        var factory = new ConnectionFactory { Uri = broker };
        _connection = await factory.CreateConnectionAsync(cancellationToken);
        _consumerConnection = await factory.CreateConnectionAsync(cancellationToken);
        await _topology.DeclareAsync(_connection, [], cancellationToken);
        var channel = await _connection.CreateChannelAsync(Publisher.ChannelOptions, cancellationToken);
        _publisher = new Publisher(channel, _topology, Application, _deadlines);
    }

    public async Task ConsumeAsync(CancellationToken cancellationToken)
    {
        var channel = await _consumerConnection!.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.BasicQosAsync(0, Prefetch, false, cancellationToken);
        var consumer = new QueueConsumer(channel, _topology!.TasksQueue, MessageKind.Work, new HostClock(TimeProvider.System), _ => { });
        await channel.BasicConsumeAsync(_topology.TasksQueue, autoAck: false, consumer, cancellationToken);
        _consuming = HandleAsync(channel, consumer, _stop.Token);
    }

    public async Task PublishAsync(IReadOnlyList<Parcel> parcels, CancellationToken cancellationToken)
    {
        using var window = new SemaphoreSlim(Window);
        foreach (var parcel in parcels)
        {
            await window.WaitAsync(cancellationToken);
            _ = SendAsync(parcel, window);
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
        await (_connection?.DisposeAsync() ?? default);
        await (_consumerConnection?.DisposeAsync() ?? default);
        await _consuming.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _deadlines.Dispose();
        _stop.Dispose();
    }

    private async Task SendAsync(Parcel parcel, SemaphoreSlim window)
    {
        var id = Guid.CreateVersion7().ToString("n");
        var now = Timestamp.From(TimeProvider.System.GetUtcNow());
        var result = await _publisher!.SendAsync(new OutboxRow(0, 0, new WireMessage
        {
            Id = id, Kind = MessageKind.Work, Name = "benchmark.parcel", Version = 1, CorrelationId = id, CausationId = null,
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00", TraceState = null, ExclusiveKey = null, SupersedeKey = null,
            SentAt = now, DueAt = now, Body = JsonSerializer.SerializeToUtf8Bytes(parcel),
        }));
        if (result.Outcome != SendOutcome.Confirmed)
        {
            Environment.FailFast($"publish failed: {result.Outcome} {result.Error}");
        }
        window.Release();
    }

    private async Task HandleAsync(IChannel channel, QueueConsumer consumer, CancellationToken stopping)
    {
        while (await consumer.Arrivals.WaitToReadAsync(stopping))
        {
            ulong last = 0;
            for (var taken = 0; taken < Batch && consumer.Arrivals.TryRead(out var arrival); taken++)
            {
                var parcel = JsonSerializer.Deserialize<Parcel>(arrival.Message.Body)!;
                arrivals.Add(parcel.Number, parcel.SentAt);
                last = arrival.Tag;
            }
            await channel.BasicAckAsync(last, multiple: true, stopping);
        }
    }
}
