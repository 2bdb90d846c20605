using System.Globalization;

namespace Slipway.Messaging.RabbitMq;

/// <summary>How the wire does, for the relay and for health. Safe for concurrent use.</summary>
internal sealed class RabbitMqState : IHealthReporter
{
    private const string Part = "rabbitmq";

    private volatile string? _blocked;
    private volatile OutboxFigures _outbox = OutboxFigures.None;

    /// <summary>Gets how sending does.</summary>
    public SideState Sending { get; } = new();

    /// <summary>Gets how receiving does.</summary>
    public SideState Receiving { get; } = new();

    /// <summary>Gets or sets what waits to be sent, as of the last look.</summary>
    public OutboxFigures Outbox
    {
        get => _outbox;
        set => _outbox = value;
    }

    /// <summary>Gets a value indicating whether both sides work.</summary>
    public bool IsConnected => Sending.IsConnected && Receiving.IsConnected;

    public bool IsBlocked => _blocked is not null;

    /// <summary>Gets how many connections there were that worked.</summary>
    public int Sessions => Sending.View.Sessions + Receiving.View.Sessions;

    /// <summary>Notes that the broker takes nothing (an alarm of memory or disk), or with null that it does again.</summary>
    public void Blocked(string? reason) => _blocked = reason;

    /// <inheritdoc />
    public HealthFinding Report()
    {
        var (sending, receiving) = (Sending.View, Receiving.View);
        var outbox = Waiting(_outbox);
        var state = sending.IsWrong || receiving.IsWrong
            ? HealthState.Unhealthy

            // Work goes on with what is stored, and what is sent is kept.
            : sending.IsConnected && receiving.IsConnected && _blocked is null && _outbox.Error is null ? HealthState.Healthy : HealthState.Degraded;
        return new HealthFinding(Part, state, (sending.IsConnected, receiving.IsConnected) switch
        {
            (false, false) => $"not connected since {Text(Earlier(sending, receiving))}: {(receiving.IsWrong ? receiving : sending).Reason}; {outbox}",
            (true, false) => $"sends, but receives nothing since {Text(receiving.Since)}: {receiving.Reason}; {outbox}",
            (false, true) => $"receives, but sends nothing since {Text(sending.Since)}: {sending.Reason}; {outbox}",
            _ when _blocked is { } why => $"the broker takes nothing: {why}; {outbox}",
            _ => $"connected since {Text(sending.Since > receiving.Since ? sending.Since : receiving.Since)}; {outbox}{(_outbox.Error is { } error ? $"; {error}" : "")}",
        });
    }

    private static DateTimeOffset Earlier(SideView one, SideView other) => one.Since < other.Since ? one.Since : other.Since;

    private static string Text(DateTimeOffset since) => since.ToString("u", CultureInfo.InvariantCulture);

    private static string Waiting(OutboxFigures outbox) => outbox.Pending == 0
        ? "nothing waits to be sent"
        : string.Create(CultureInfo.InvariantCulture, $"{outbox.Pending} wait to be sent, the oldest for {outbox.OldestAge.TotalSeconds:0} s");
}
