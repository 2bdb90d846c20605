using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Slipway.Messaging.RabbitMq;

/// <summary>Keeps what is committed going out.</summary>
internal sealed class SendingSide(
    Connector connector, Topology topology, MessageCatalog catalog, Relay relay, RabbitMqState state, RelaySignal signal,
    IOptions<RabbitMqOptions> options, ILogger<SendingSide> logger) : Side<SendingSession>("sends", connector, state.Sending, options.Value, logger)
{
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(2);

    private readonly Connector _connector = connector;
    private readonly ILogger _logger = logger;
    private readonly RabbitMqOptions _options = options.Value;
    private readonly OwnerId _owner = OwnerId.Create();
    private readonly CancellationTokenSource _giveUp = new();

    /// <summary>Sends what the handlers have left, then ends.</summary>
    public Task FlushAsync()
    {
        _giveUp.CancelAfter(_options.FlushTimeout + SettleTime);
        return StopAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        if (!_giveUp.IsCancellationRequested)
        {
            await FlushAsync().ConfigureAwait(false);
        }
        await base.DisposeAsync().ConfigureAwait(false);
    }

    public override void Dispose()
    {
        base.Dispose();
        _giveUp.Dispose();
    }

    protected override Task<SendingSession> ConnectAsync(CancellationToken cancellationToken) => _connector.ConnectAsync(
        "sends",
        async connection =>
        {
            await topology.DeclareForSendingAsync(connection, cancellationToken).ConfigureAwait(false);
            var session = new SendingSession(connection, new Deadlines(_options.PublishTimeout, TimeProvider.System), _logger);
            state.Blocked(null);
            await session.OpenAsync(topology, catalog.Application, ChangeBlocked, cancellationToken).ConfigureAwait(false);
            return session;
        },
        cancellationToken);

    protected override async Task<string> WorkAsync(SendingSession session, CancellationToken stopping)
    {
        using var stopRelay = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        state.Sending.Connected();
        var relaying = relay.RunAsync(session.Publisher!, _owner, () => session.IsLost, stopRelay.Token, _giveUp.Token);
        try
        {
            return await session.Lost.WaitAsync(stopping).ConfigureAwait(false);
        }
        finally
        {
            await EndAsync(session, relaying, stopRelay, flush: stopping.IsCancellationRequested).ConfigureAwait(false);
        }
    }

    private async Task EndAsync(SendingSession session, Task relaying, CancellationTokenSource stopRelay, bool flush)
    {
        await stopRelay.CancelAsync().ConfigureAwait(false);
        using var limit = new CancellationTokenSource(_options.FlushTimeout, TimeProvider.System);
        var sending = flush && !session.IsLost
            ? Task.WhenAll(relaying, relay.FlushAsync(session.Publisher!, _owner, () => session.IsLost, limit.Token, _giveUp.Token))
            : Task.CompletedTask;
        await Task.WhenAny(sending, Task.Delay(_options.FlushTimeout, TimeProvider.System, CancellationToken.None)).ConfigureAwait(false);

        // Closed before the relay is waited for: what still waits for a confirm then ends at once.
        await session.DisposeAsync().ConfigureAwait(false);
        await sending.ConfigureAwait(false);
        await relaying.ConfigureAwait(false);
    }

    private void ChangeBlocked(string? reason)
    {
        state.Blocked(reason);
        if (reason is not null)
        {
            _logger.Blocked(reason);
        }
        else
        {
            _logger.Unblocked();
            signal.Set();
        }
    }
}
