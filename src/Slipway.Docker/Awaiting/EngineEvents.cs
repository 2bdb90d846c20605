using System.Globalization;
using System.Text.Json;
using Docker.DotNet.Models;
using Microsoft.Extensions.Logging;
using Slipway.Core.Engines;
using Slipway.Docker.Connection;

namespace Slipway.Docker.Awaiting;

/// <summary>One stream of the engine's events for everybody who waits; it is open only while somebody does.</summary>
internal sealed class EngineEvents(EngineConnection connection, TimeProvider time, ILogger<EngineEvents> logger) : IAsyncDisposable
{
    // The engine answers before it listens to itself; looking back a little closes that gap. Events that come twice do no harm.
    private static readonly TimeSpan LookBack = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReopenPause = TimeSpan.FromSeconds(1);

    private static readonly Dictionary<string, IDictionary<string, bool>> Filters = new()
    {
        ["type"] = new Dictionary<string, bool> { ["container"] = true },
        ["event"] = new[] { "start", "die", "oom", "destroy", "health_status", "pause", "unpause" }.ToDictionary(action => action, _ => true),
    };

    private readonly Lock _lock = new();
    private readonly List<EventSubscription> _subscriptions = [];
    private EventStream? _stream;
    private Task _last = Task.CompletedTask;

    /// <summary>Subscribes to the events of a container; when it returns, no event from then on is missed.</summary>
    public async Task<EventSubscription> SubscribeAsync(string container, CancellationToken cancellationToken)
    {
        var subscription = new EventSubscription(container, Leave);
        Task opened;
        lock (_lock)
        {
            _subscriptions.Add(subscription);
            _stream ??= StartNeedsLock();
            opened = _stream.Opened.Task;
        }

        try
        {
            await opened.WaitAsync(cancellationToken).ConfigureAwait(false);
            return subscription;
        }
        catch
        {
            subscription.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task last;
        EventStream? stopped;
        lock (_lock)
        {
            _subscriptions.Clear();
            stopped = TakeStreamNeedsLock();
            last = _last;
        }

        stopped?.Stop.Cancel();
        await last.ConfigureAwait(false);
    }

    private void Leave(EventSubscription subscription)
    {
        EventStream? stopped = null;
        lock (_lock)
        {
            if (_subscriptions.Remove(subscription) && _subscriptions.Count == 0)
            {
                stopped = TakeStreamNeedsLock();
            }
        }

        stopped?.Stop.Cancel();
    }

    private EventStream StartNeedsLock()
    {
        var stream = new EventStream();
        _last = Task.WhenAll(_last, RunAsync(stream));
        return stream;
    }

    private EventStream? TakeStreamNeedsLock()
    {
        var stream = _stream;
        _stream = null;
        return stream;
    }

    private async Task RunAsync(EventStream stream)
    {
        await Task.Yield();
        var since = time.GetUtcNow() - LookBack;
        while (!stream.Stop.IsCancellationRequested)
        {
            try
            {
                since = await ReadAsync(stream, since).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stream.Stop.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error) when (error is EngineUnreachableException or EngineException or IOException or JsonException)
            {
                // Whoever waits looks at its container now and then anyway, and meets the failure there if it lasts.
                logger.EventsBroke(error);
                stream.Opened.TrySetResult();
                await Task.Delay(ReopenPause, time, stream.Stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        stream.Opened.TrySetResult();
    }

    /// <summary>Reads until the stream ends, and returns from when on to read next.</summary>
    private async Task<DateTimeOffset> ReadAsync(EventStream stream, DateTimeOffset since)
    {
        var parameters = new ContainerEventsParameters { Since = Format(since), Filters = Filters };
#pragma warning disable CS0618 // The other overload does not say when the stream is open, and an event before that would be missed.
        var body = await connection.CallAsync(
            session => session.Client.System.MonitorEventsAsync(parameters, stream.Stop.Token), stream.Stop.Token).ConfigureAwait(false);
#pragma warning restore CS0618
        await using (body.ConfigureAwait(false))
        {
            stream.Opened.TrySetResult();
            using var lines = new StreamReader(body);
            while (await lines.ReadLineAsync(stream.Stop.Token).ConfigureAwait(false) is { } line)
            {
                if (Parse(line) is { } happened)
                {
                    since = happened.Time;
                    Publish(happened);
                }
            }
        }

        return since;
    }

    private void Publish(ContainerEvent happened)
    {
        lock (_lock)
        {
            _subscriptions.ForEach(subscription => subscription.Offer(happened));
        }
    }

    private static ContainerEvent? Parse(string line)
    {
        if (line.Length == 0)
        {
            return null;
        }

        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        if (!root.TryGetProperty("Actor", out var actor)
            || !actor.TryGetProperty("ID", out var id)
            || !actor.TryGetProperty("Attributes", out var attributes)
            || !root.TryGetProperty("Action", out var action)
            || !root.TryGetProperty("timeNano", out var nano))
        {
            return null;
        }

        int? exitCode = attributes.TryGetProperty("exitCode", out var code) && int.TryParse(code.GetString(), CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
        return new ContainerEvent(
            id.GetString() ?? string.Empty,
            attributes.TryGetProperty("name", out var name) ? name.GetString() ?? string.Empty : string.Empty,
            action.GetString() ?? string.Empty,
            DateTimeOffset.UnixEpoch.AddTicks(nano.GetInt64() / 100),
            exitCode);
    }

    private static string Format(DateTimeOffset moment)
    {
        var ticks = (moment - DateTimeOffset.UnixEpoch).Ticks;
        return string.Create(
            CultureInfo.InvariantCulture, $"{ticks / TimeSpan.TicksPerSecond}.{ticks % TimeSpan.TicksPerSecond * 100:D9}");
    }

    private sealed class EventStream
    {
        public TaskCompletionSource Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationTokenSource Stop { get; } = new();
    }
}
