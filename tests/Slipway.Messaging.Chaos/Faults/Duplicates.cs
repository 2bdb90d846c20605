using System.Collections.Concurrent;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Slipway.Messaging.Chaos;

/// <summary>
/// Each message arrives three times. The harness makes itself the consumer of the application's queues while its workers only send, holds what
/// comes, puts three copies of each back, and then lets the workers have them.
/// </summary>
internal sealed class Duplicates : Fault
{
    private const int Copies = 3;

    public override int Number => 7;

    public override string Name => "duplicates";

    public override IReadOnlyList<FootingKind> Footings { get; } = [FootingKind.RabbitMq];

    public override async Task RunAsync(Arena arena, Scale scale, CancellationToken cancellationToken)
    {
        // Of which three quarters are tasks: a quorum queue gives nobody more than 2000 that are not acknowledged.
        var messages = scale == Scale.Full ? 2400 : 300;

        // The first one makes the queues; when it is gone, the harness is in line before the others.
        await arena.Fleet.StartAsync(1, cancellationToken, Fleet.Patient);
        await arena.Fleet.StopAllAsync();
        await using var connection = await Wire.ConnectAsync(arena, cancellationToken);
        await using var channel = await Wire.OpenAsync(connection, cancellationToken);
        var tasks = await HoldAsync(channel, Wire.Tasks, cancellationToken);
        var events = await HoldAsync(channel, Wire.Events, cancellationToken);
        await arena.Fleet.StartAsync(2, cancellationToken, Fleet.Patient);

        for (var i = 0; i < messages; i++)
        {
            await (i % 4 == 3
                ? arena.Producer.PublishFactAsync($"f{i % 5}", 1, cancellationToken)
                : arena.Producer.SendStepAsync($"k{i % 9}", 1, cancellationToken));
        }
        await arena.RecoversAsync("relayed", TimeSpan.FromSeconds(60), () => Task.FromResult(tasks.Held.Count + events.Held.Count >= messages), cancellationToken);
        arena.Say($"{tasks.Held.Count} tasks and {events.Held.Count} events come {Copies} times each");
        foreach (var (queue, (tag, held)) in new[] { (Wire.Tasks, tasks), (Wire.Events, events) })
        {
            await channel.BasicCancelAsync(tag, cancellationToken: cancellationToken);
            await RepeatAsync(arena, channel, queue, [.. held], cancellationToken);
        }
    }

    // The first copies stay in order, as any broker keeps them; the others come at any time after.
    private static async Task RepeatAsync(Arena arena, IChannel channel, string queue, List<HeldMessage> held, CancellationToken cancellationToken)
    {
        var repeats = new List<HeldMessage>();
        foreach (var message in held)
        {
            await PublishAsync(channel, queue, message, cancellationToken);
            repeats.AddRange(Enumerable.Repeat(message, Copies - 1));
            for (var i = arena.Random.Next(0, 4); i > 0 && repeats.Count > 0; i--)
            {
                var at = arena.Random.Next(repeats.Count);
                await PublishAsync(channel, queue, repeats[at], cancellationToken);
                repeats.RemoveAt(at);
            }
        }
        foreach (var message in repeats)
        {
            await PublishAsync(channel, queue, message, cancellationToken);
        }
        foreach (var message in held)
        {
            await channel.BasicAckAsync(message.Tag, multiple: false, cancellationToken);
        }
    }

    private static ValueTask PublishAsync(IChannel channel, string queue, HeldMessage message, CancellationToken cancellationToken) =>
        channel.BasicPublishAsync("", queue, mandatory: true, message.Properties, message.Body, cancellationToken);

    private static async Task<(string Tag, ConcurrentQueue<HeldMessage> Held)> HoldAsync(IChannel channel, string queue, CancellationToken cancellationToken)
    {
        var held = new ConcurrentQueue<HeldMessage>();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            held.Enqueue(new HeldMessage(new BasicProperties(delivery.BasicProperties), delivery.Body.ToArray(), delivery.DeliveryTag));
            return Task.CompletedTask;
        };
        return (await channel.BasicConsumeAsync(queue, autoAck: false, consumer, cancellationToken), held);
    }
}
