using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Slipway.Messaging.RabbitMq;

/// <summary>
/// What this application needs of the broker: two exchanges that all applications share, and its own queues, bound to what it handles. See
/// <c>docs/rabbitmq.md</c>.
/// </summary>
internal sealed class Topology(MessageCatalog catalog, IOptions<RabbitMqOptions> options)
{
    public string EventsExchange { get; } = $"{options.Value.Prefix}.events";

    public string TasksExchange { get; } = $"{options.Value.Prefix}.tasks";

    public string EventsQueue { get; } = $"{catalog.Application}.events";

    public string TasksQueue { get; } = $"{catalog.Application}.tasks";

    /// <summary>
    /// Gets the name of the queue for what the broker gave up: from 4.0 on it does so with a message of a quorum queue that came back twenty
    /// times, which processes that die right after their start can bring about. Classic queues have no such limit in any version.
    /// </summary>
    public string ReturnedQueue { get; } = $"{catalog.Application}.returned";

    /// <summary>
    /// The kinds that this application has a queue for: those that it handles, or did until now. One that only sends has none, and does not
    /// depend on any.
    /// </summary>
    public ImmutableArray<MessageKind> KindsReceived(IEnumerable<(string Name, MessageKind Kind)> obsolete) =>
        [.. catalog.Handled.Select(d => d.Kind).Concat(obsolete.Select(o => o.Kind)).Distinct().Order()];

    public string QueueOf(MessageKind kind) => kind == MessageKind.Event ? EventsQueue : TasksQueue;

    public string ExchangeOf(MessageKind kind) => kind == MessageKind.Event ? EventsExchange : TasksExchange;

    /// <summary>The queues that this application receives from, with the kind of what they hold; null for any.</summary>
    public ImmutableArray<(string Queue, MessageKind? Kind)> QueuesReceived(IEnumerable<(string Name, MessageKind Kind)> obsolete) =>
        [.. KindsReceived(obsolete).Select(kind => (QueueOf(kind), (MessageKind?)kind)), (ReturnedQueue, null)];

    /// <summary>Makes what is missing, binds what is handled, and unbinds what is not handled any more.</summary>
    /// <exception cref="TopologyMismatchException">Something is there and different; everything that is, is named.</exception>
    public Task DeclareAsync(IConnection connection, IReadOnlyCollection<(string Name, MessageKind Kind)> obsolete, CancellationToken cancellationToken) => DeclareAsync(
        connection,
        [
            Exchange(EventsExchange),
            Exchange(TasksExchange),
            Queue(ReturnedQueue, new Dictionary<string, object?> { ["x-queue-type"] = "classic" }),
            .. KindsReceived(obsolete).Select(kind => Queue(QueueOf(kind), QuorumArguments())),
            .. KindsReceived(obsolete).Select(kind => new Step($"bindings of '{QueueOf(kind)}'", (channel, stop) => BindAsync(channel, kind, obsolete, stop))),
        ],
        cancellationToken);

    /// <summary>
    /// Makes the exchanges, and sees to it that what this application sends to itself is kept: its queues are there and bound. Whether they work
    /// makes no difference; the broker binds without asking them.
    /// </summary>
    /// <exception cref="TopologyMismatchException">Something is there and different; everything that is, is named.</exception>
    public async Task DeclareForSendingAsync(IConnection connection, CancellationToken cancellationToken)
    {
        await DeclareAsync(connection, [Exchange(EventsExchange), Exchange(TasksExchange)], cancellationToken).ConfigureAwait(false);
        foreach (var kind in KindsReceived([]))
        {
            var bindings = new Step($"bindings of '{QueueOf(kind)}'", (channel, stop) => BindAsync(channel, kind, [], stop));
            try
            {
                await DeclareAsync(connection, [bindings], cancellationToken).ConfigureAwait(false);
            }
            catch (OperationInterruptedException error) when (error.ShutdownReason?.ReplyCode == Constants.NotFound)
            {
                await DeclareAsync(connection, [Queue(QueueOf(kind), QuorumArguments()), bindings], cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task DeclareAsync(IConnection connection, ImmutableArray<Step> steps, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        foreach (var step in steps)
        {
            // A channel each: the broker closes one on which a step fails, and the other problems shall be seen as well.
            var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            await using (channel.ConfigureAwait(false))
            {
                try
                {
                    await step.Run(channel, cancellationToken).ConfigureAwait(false);
                }
                catch (OperationInterruptedException error) when (error.ShutdownReason is { ReplyCode: Constants.PreconditionFailed or Constants.AccessRefused } reason)
                {
                    problems.Add($"{step.What}: {reason.ReplyText}");
                }
            }
        }
        if (problems.Count > 0)
        {
            throw new TopologyMismatchException(
                $"The broker does not have what application '{catalog.Application}' needs. {string.Join(" | ", problems)} | Remove what is different once it is "
                + "empty, or give the application or the exchanges another name; see docs/rabbitmq.md.");
        }
    }

    // One process of an application receives at a time, the others stand by: two that store side by side would mix up the order of a key.
    private Dictionary<string, object?> QuorumArguments() => new()
    {
        ["x-queue-type"] = "quorum",
        ["x-single-active-consumer"] = true,
        ["x-dead-letter-exchange"] = "",
        ["x-dead-letter-routing-key"] = ReturnedQueue,
    };

    private static Step Exchange(string name) => new(
        $"exchange '{name}'",
        (channel, stop) => channel.ExchangeDeclareAsync(name, ExchangeType.Direct, durable: true, autoDelete: false, cancellationToken: stop));

    private static Step Queue(string name, Dictionary<string, object?> arguments) => new(
        $"queue '{name}'",
        (channel, stop) => channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: stop));

    private async Task BindAsync(
        IChannel channel, MessageKind kind, IEnumerable<(string Name, MessageKind Kind)> obsolete, CancellationToken cancellationToken)
    {
        var queue = QueueOf(kind);
        foreach (var name in catalog.Handled.Where(d => d.Kind == kind).Select(d => d.Name).Distinct())
        {
            await channel.QueueBindAsync(queue, ExchangeOf(kind), name, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        foreach (var (name, _) in obsolete.Where(o => o.Kind == kind))
        {
            await channel.QueueUnbindAsync(queue, ExchangeOf(kind), name, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    private sealed record Step(string What, Func<IChannel, CancellationToken, Task> Run);
}
