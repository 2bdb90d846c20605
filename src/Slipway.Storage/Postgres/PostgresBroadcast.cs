using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Slipway.Storage.Broadcasting;

namespace Slipway.Storage.Postgres;

/// <summary>
/// Broadcasts by NOTIFY (PostgreSQL documentation, "NOTIFY"): texts wait for a moment, the latest per key, and go out in one statement. One
/// connection listens for as long as the process runs.
/// </summary>
internal sealed class PostgresBroadcast(
    NpgsqlDataSource database, IEnumerable<IBroadcastListener> listeners, TimeProvider time, ILogger<PostgresBroadcast> logger) : BackgroundService, IBroadcast
{
    private const string Channel = "slipway_live";

    // NOTIFY takes less than 8000 bytes; the rest is for the sender's name.
    private const int MaxBytes = 7000;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan PauseAfterError = TimeSpan.FromSeconds(1);

    private readonly string _self = Guid.NewGuid().ToString("n");
    private readonly ImmutableArray<IBroadcastListener> _listeners = [.. listeners];
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _queued = new(0, 1);
    private Dictionary<string, Func<string>> _waiting = new(StringComparer.Ordinal);

    public void Send(string key, Func<string> text)
    {
        lock (_lock)
        {
            _waiting[key] = text;
            if (_queued.CurrentCount == 0)
            {
                _queued.Release();
            }
        }
    }

    public override void Dispose()
    {
        _queued.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(KeepOnAsync(ListenAsync, stoppingToken), KeepOnAsync(SendQueuedAsync, stoppingToken));

    private async Task KeepOnAsync(Func<CancellationToken, Task> act, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await act(stopping).ConfigureAwait(false);
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                logger.BroadcastBroken(error, PauseAfterError);
                await Task.Delay(PauseAfterError, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                // The host stops.
            }
        }
    }

    private async Task ListenAsync(CancellationToken stopping)
    {
        var connection = await database.OpenConnectionAsync(stopping).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            connection.Notification += (_, notification) => Hear(notification.Payload);
            var command = new NpgsqlCommand($"listen {Channel}", connection);
            await using (command.ConfigureAwait(false))
            {
                await command.ExecuteNonQueryAsync(stopping).ConfigureAwait(false);
            }
            foreach (var listener in _listeners)
            {
                listener.Missed();
            }
            while (true)
            {
                await connection.WaitAsync(stopping).ConfigureAwait(false);
            }
        }
    }

    private void Hear(string payload)
    {
        if (payload.Length <= _self.Length || payload.StartsWith(_self, StringComparison.Ordinal))
        {
            return;
        }
        foreach (var listener in _listeners)
        {
            listener.Received(payload[_self.Length..]);
        }
    }

    private async Task SendQueuedAsync(CancellationToken stopping)
    {
        await _queued.WaitAsync(stopping).ConfigureAwait(false);
        await Task.Delay(Moment, time, stopping).ConfigureAwait(false);
        IEnumerable<Func<string>> waiting;
        lock (_lock)
        {
            waiting = _waiting.Values;
            _waiting = new Dictionary<string, Func<string>>(StringComparer.Ordinal);
        }
        string[] texts = [.. waiting.Select(text => _self + text()).Where(text => Encoding.UTF8.GetByteCount(text) <= MaxBytes)];
        var command = database.CreateCommand($"select pg_notify('{Channel}', text) from unnest($1) text");
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = texts });
            await command.ExecuteNonQueryAsync(stopping).ConfigureAwait(false);
        }
    }
}
