using System.Collections.Concurrent;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Slipway.Messaging.RabbitMq;

/// <summary>
/// Sends over one channel and waits for the broker's confirm. The client's own limit on what is unconfirmed is off: it lets a few hundred
/// messages a second through once half of it is used up. The relay has a window of its own.
/// </summary>
internal sealed class Publisher(IChannel channel, Topology topology, string application, Deadlines deadlines)
{
    public static CreateChannelOptions ChannelOptions { get; } =
        new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: null);

    private readonly CachedString _events = new(topology.EventsExchange);
    private readonly CachedString _tasks = new(topology.TasksExchange);
    private readonly ConcurrentDictionary<string, CachedString> _names = new(StringComparer.Ordinal);

    /// <summary>Sends one message. Never throws: what goes wrong is an outcome.</summary>
    public async Task<SendResult> SendAsync(OutboxRow row)
    {
        var message = row.Message;
        var isTask = message.Kind == MessageKind.Work;
        try
        {
            await channel.BasicPublishAsync(
                isTask ? _tasks : _events,
                _names.GetOrAdd(message.Name, static name => new CachedString(name)),

                // An event that nobody subscribed to is fine; a task that nobody does is kept.
                mandatory: isTask,
                WireEncoder.Properties(message, application),
                message.Body,
                deadlines.Next()).ConfigureAwait(false);
            return new SendResult(row, SendOutcome.Confirmed, null);
        }
        catch (PublishReturnException)
        {
            return new SendResult(row, SendOutcome.Unroutable, $"no application does task '{message.Name}': no queue is bound to '{topology.TasksExchange}' for it");
        }
        catch (PublishException)
        {
            return new SendResult(row, SendOutcome.Refused, "the broker refused it: a queue is full, or has lost its majority");
        }
        catch (OperationCanceledException)
        {
            return new SendResult(row, SendOutcome.Unknown, "the broker did not confirm it in time");
        }
        catch (Exception error)
        {
            // A connection or channel that ends under it shows in many ways, and in all of them nobody knows whether the broker has it.
            return new SendResult(row, SendOutcome.Unknown, $"the connection ended before the broker confirmed it: {error.Message}");
        }
    }
}
