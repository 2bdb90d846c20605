using System.Globalization;

namespace Slipway.Messaging.RabbitMq;

/// <summary>How the wire does, for the relay and for health. Safe for concurrent use.</summary>
internal sealed class RabbitMqState : IHealthReporter
{
    private readonly Lock _lock = new();
    private bool _isConnected;
    private bool _isWrong;
    private DateTimeOffset _since = TimeProvider.System.GetUtcNow();
    private string _reason = "not connected yet";
    private string? _blocked;
    private volatile OutboxFigures _outbox = OutboxFigures.None;

    /// <summary>Gets or sets what waits to be sent, as of the last look.</summary>
    public OutboxFigures Outbox
    {
        get => _outbox;
        set => _outbox = value;
    }

    public bool IsConnected
    {
        get
        {
            lock (_lock)
            {
                return _isConnected;
            }
        }
    }

    public bool IsBlocked
    {
        get
        {
            lock (_lock)
            {
                return _blocked is not null;
            }
        }
    }

    /// <summary>Gets how many sessions there were.</summary>
    public int Sessions { get; private set; }

    public void Connected()
    {
        lock (_lock)
        {
            Sessions++;
            (_isConnected, _isWrong, _since, _blocked) = (true, false, TimeProvider.System.GetUtcNow(), null);
        }
    }

    /// <summary>Notes that there is no connection, and why.</summary>
    /// <param name="reason">One line for people.</param>
    /// <param name="isWrong">Whether trying again cannot help: the broker has something different of the same name.</param>
    public void Disconnected(string reason, bool isWrong)
    {
        lock (_lock)
        {
            if (_isConnected)
            {
                _since = TimeProvider.System.GetUtcNow();
            }
            (_isConnected, _isWrong, _reason, _blocked) = (false, isWrong, reason, null);
        }
    }

    /// <summary>Notes that the broker takes nothing (an alarm of memory or disk), or with null that it does again.</summary>
    public void Blocked(string? reason)
    {
        lock (_lock)
        {
            _blocked = reason;
        }
    }

    /// <inheritdoc />
    public HealthFinding Report()
    {
        lock (_lock)
        {
            var since = _since.ToString("u", CultureInfo.InvariantCulture);
            var outbox = Waiting(_outbox);
            return (_isConnected, _blocked) switch
            {
                (true, null) when _outbox.Error is { } error => new HealthFinding("rabbitmq", HealthState.Degraded, $"connected since {since}; {outbox}; {error}"),
                (true, null) => new HealthFinding("rabbitmq", HealthState.Healthy, $"connected since {since}; {outbox}"),
                (true, { } why) => new HealthFinding("rabbitmq", HealthState.Degraded, $"the broker takes nothing: {why}; {outbox}"),
                _ when _isWrong => new HealthFinding("rabbitmq", HealthState.Unhealthy, $"not connected since {since}: {_reason}"),

                // Work goes on with what is stored, and what is sent is kept.
                _ => new HealthFinding("rabbitmq", HealthState.Degraded, $"not connected since {since}: {_reason}; {outbox}"),
            };
        }
    }

    private static string Waiting(OutboxFigures outbox) => outbox.Pending == 0
        ? "nothing waits to be sent"
        : string.Create(CultureInfo.InvariantCulture, $"{outbox.Pending} wait to be sent, the oldest for {outbox.OldestAge.TotalSeconds:0} s");
}
