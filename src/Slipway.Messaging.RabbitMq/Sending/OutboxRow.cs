namespace Slipway.Messaging.RabbitMq;

/// <summary>A message that this process is to send.</summary>
/// <param name="Seq">Its place in the order of writing.</param>
/// <param name="Attempt">How often it could not be sent.</param>
/// <param name="Message">The message.</param>
internal sealed record OutboxRow(long Seq, int Attempt, WireMessage Message)
{
    /// <summary>Gets a value indicating whether it need not be kept once it is sent.</summary>
    public bool IsNotice { get; init; }

    /// <summary>Gets the timestamp of its claim, by the clock of this process.</summary>
    public long ClaimedAt { get; init; }
}
