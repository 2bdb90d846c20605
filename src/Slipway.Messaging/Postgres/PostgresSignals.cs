using Microsoft.Extensions.Logging;
using Npgsql;

namespace Slipway.Messaging;

/// <summary>
/// Signals between processes by LISTEN and NOTIFY: sent within the transaction that they are about, heard on a connection of their own.
/// </summary>
internal sealed class PostgresSignals
{
    private const string Channel = "slipway_messages";
    private const char Separator = '/';
    private const string Notify = $"select pg_notify('{Channel}', @payload)";
    private const int KeepAliveSeconds = 30;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly string _self = Guid.NewGuid().ToString("n");
    private readonly string _connectionString;
    private readonly ILogger _logger;

    public PostgresSignals(NpgsqlConnectionStringBuilder settings, ILogger logger)
    {
        // Without a sign of life now and then, a connection that a firewall has forgotten would listen for ever.
        _connectionString = new NpgsqlConnectionStringBuilder(settings.ConnectionString)
        {
            Pooling = false, KeepAlive = KeepAliveSeconds, MaxAutoPrepare = 0,
        }.ConnectionString;
        _logger = logger;
    }

    /// <summary>Adds the signals of the open transaction to it; the server passes them on when it is committed.</summary>
    public async Task SendAsync(SqlRunner runner)
    {
        foreach (var signal in runner.Signals)
        {
            // This process looks by itself after its commits, and knows its own signals by the second part.
            await runner.QueryAsync(
                Notify, [("@payload", $"{KindText(signal.Kind)}{Separator}{_self}{Separator}{signal.Application}")], _ => 0, CancellationToken.None).ConfigureAwait(false);
        }
        runner.Signals.Clear();
    }

    public async Task WatchAsync(string application, Action<StoreSignalKind> heard, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(application, heard, () => pause = FirstPause, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                _logger.ListenFailed(error, pause);
            }
            try
            {
                await Task.Delay(pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task ListenAsync(string application, Action<StoreSignalKind> heard, Action connected, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(_connectionString);
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            connection.Notification += (_, notification) => Hear(notification.Payload, application, heard);
            var command = connection.CreateCommand();
            await using (command.ConfigureAwait(false))
            {
                command.CommandText = $"listen {Channel}";
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
            connected();

            // Whatever was said before is not heard again.
            heard(StoreSignalKind.Ready);
            heard(StoreSignalKind.Cancel);
            heard(StoreSignalKind.Outbox);
            while (true)
            {
                await connection.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private void Hear(string payload, string application, Action<StoreSignalKind> heard)
    {
        if (payload.Split(Separator, 3) is [var kind, var sender, var receiver] && sender != _self && receiver == application)
        {
            heard(kind == KindText(StoreSignalKind.Cancel) ? StoreSignalKind.Cancel : kind == KindText(StoreSignalKind.Outbox) ? StoreSignalKind.Outbox : StoreSignalKind.Ready);
        }
    }

    private static string KindText(StoreSignalKind kind) => kind switch
    {
        StoreSignalKind.Ready => "ready",
        StoreSignalKind.Cancel => "cancel",
        StoreSignalKind.Outbox => "outbox",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
