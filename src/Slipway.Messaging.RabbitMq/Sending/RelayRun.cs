using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Slipway.Messaging.RabbitMq;

/// <summary>
/// The relay while one connection lives: what is under way on it, and how it is settled. The window counts what is sent or waits for its
/// key, until the store knows what became of it.
/// </summary>
internal sealed class RelayRun : IAsyncDisposable
{
    private const int SettleBatch = 256;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly OutboxStore _outbox;
    private readonly OwnerId _owner;
    private readonly Func<SendResult, TimeSpan> _delay;
    private readonly RabbitMqTelemetry _telemetry;
    private readonly ILogger _logger;
    private readonly KeyLines _lines;
    private readonly HashSet<long> _open = [];
    private readonly Queue<OutboxRow> _waiting = [];
    private readonly WakeSignal _mayStart = new();
    private readonly int _window;
    private readonly Lock _lock = new();
    private readonly Channel<SendResult> _results = Channel.CreateUnbounded<SendResult>(new UnboundedChannelOptions { SingleReader = true });
    private readonly RelaySignal _signal;
    private readonly CancellationToken _giveUp;
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _settling;
    private readonly Task _starting;
    private long _waitingBytes;
    private volatile bool _isWantingRoom;
    private bool _closing;

    /// <summary>A run without anything under way.</summary>
    /// <param name="send">Sends one row, and never throws.</param>
    /// <param name="outbox">What is told of the outcome.</param>
    /// <param name="owner">Who has claimed the rows.</param>
    /// <param name="delay">How long a row waits that was not confirmed.</param>
    /// <param name="window">How many rows may be under way at once, of those that are given to <see cref="TryStart"/>.</param>
    /// <param name="signal">Set after a settled batch where there is more to look for.</param>
    /// <param name="telemetry">Counts.</param>
    /// <param name="logger">Logs.</param>
    /// <param name="giveUp">Ends the insisting on telling the store; what it does not hear of is sent again.</param>
    public RelayRun(
        Func<OutboxRow, Task<SendResult>> send, OutboxStore outbox, OwnerId owner, Func<SendResult, TimeSpan> delay, int window, RelaySignal signal,
        RabbitMqTelemetry telemetry, ILogger logger, CancellationToken giveUp)
    {
        _giveUp = giveUp;
        _outbox = outbox;
        _owner = owner;
        _delay = delay;
        _window = window;
        _signal = signal;
        _telemetry = telemetry;
        _logger = logger;
        _lines = new KeyLines(send);
        _settling = SettleAllAsync();
        _starting = StartWaitingAsync();
    }

    public int Open
    {
        get
        {
            lock (_lock)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>Gets or sets a value indicating whether more waits in the store than there was room for, so that whatever is settled wakes the relay.</summary>
    public bool IsWantingRoom
    {
        get => _isWantingRoom;
        set => _isWantingRoom = value;
    }

    /// <summary>Gets how many of the open ones have not begun, and the size of their bodies.</summary>
    public (int Rows, long Bytes) Waiting
    {
        get
        {
            lock (_lock)
            {
                return (_waiting.Count, _waitingBytes);
            }
        }
    }

    /// <summary>Begins to send rows as soon as the window has room for them, without waiting for that.</summary>
    /// <returns>Whether it does: not while it is closing.</returns>
    public bool TryStart(IReadOnlyList<OutboxRow> rows)
    {
        lock (_lock)
        {
            if (_closing)
            {
                return false;
            }
            foreach (var row in rows.Where(row => _open.Add(row.Seq)))
            {
                _waiting.Enqueue(row);
                _waitingBytes += row.Message.Body.Length;
            }
        }
        _mayStart.Set();
        return true;
    }

    /// <summary>Begins to send what was claimed.</summary>
    public void Start(OutboxRow row)
    {
        lock (_lock)
        {
            // Claimed again because it took longer than a claim lasts: it is still under way.
            if (!_open.Add(row.Seq))
            {
                return;
            }
        }
        _telemetry.WindowUsed(1);
        _ = ReportAsync(_lines.SendAsync(row));
    }

    /// <summary>Waits until everything that was begun is settled. Every send ends by itself, or with its channel.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _closing = true;
            SetIdle_NeedsLock();
        }
        _mayStart.Set();
        await _starting.ConfigureAwait(false);
        await _idle.Task.ConfigureAwait(false);
        _results.Writer.TryComplete();
        await _settling.ConfigureAwait(false);
    }

    private async Task StartWaitingAsync()
    {
        var isOver = false;
        while (!isOver)
        {
            await _mayStart.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            while (TakeWaiting(out isOver) is { } row)
            {
                _telemetry.WindowUsed(1);
                _ = ReportAsync(_lines.SendAsync(row));
            }
        }
    }

    private OutboxRow? TakeWaiting(out bool isOver)
    {
        lock (_lock)
        {
            isOver = _closing && _waiting.Count == 0;
            if (_open.Count - _waiting.Count >= _window || !_waiting.TryDequeue(out var row))
            {
                return null;
            }
            _waitingBytes -= row.Message.Body.Length;
            return row;
        }
    }

    // Observed: a send never throws, and its result is what the settling waits for.
    private async Task ReportAsync(Task<SendResult> sending) => _results.Writer.TryWrite(await sending.ConfigureAwait(false));

    private void SetIdle_NeedsLock()
    {
        if (_closing && _open.Count == 0)
        {
            _idle.TrySetResult();
        }
    }

    private async Task SettleAllAsync()
    {
        var batch = new List<SendResult>();
        while (await _results.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            while (batch.Count < SettleBatch && _results.Reader.TryRead(out var result))
            {
                batch.Add(result);
            }
            await SettleAsync(batch).ConfigureAwait(false);
            foreach (var result in batch)
            {
                _lines.Settled(result.Row);
                _telemetry.Sent(result);
            }
            _telemetry.WindowUsed(-batch.Count);
            lock (_lock)
            {
                batch.ForEach(result => _open.Remove(result.Row.Seq));
                SetIdle_NeedsLock();
            }
            _mayStart.Set();
            if (IsWantingRoom || batch.Exists(result => result.Outcome != SendOutcome.Confirmed))
            {
                _signal.Set();
            }
            batch.Clear();
        }
    }

    private async Task SettleAsync(List<SendResult> batch)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await _outbox.SettleAsync(_owner, batch, _delay, CancellationToken.None).ConfigureAwait(false);
                return;
            }
            catch (Exception error)
            {
                _logger.SettleFailed(error, batch.Count, pause);
                try
                {
                    await Task.Delay(pause, TimeProvider.System, _giveUp).ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    return;   // the claims end by themselves
                }
            }
        }
    }
}
