namespace Slipway.Messaging;

/// <summary>Tells whether the worker server of this process turns, and whether it can do its work.</summary>
public interface IMessagingHealth
{
    /// <summary>
    /// Whether the pumps of this process turn: the claim loop looked for work lately, and the lease pump turned. Asks nothing of the
    /// database. A process that is unhealthy here is stuck and should be started again.
    /// </summary>
    /// <returns>The report.</returns>
    HealthReport CheckLive();

    /// <summary>
    /// Whether work can be done: the store answers, this application's subscriptions are written, every <see cref="IHealthReporter"/> is
    /// well, no handler goes on though it was told to stop, and nothing that is ready has waited longer than
    /// <see cref="HealthOptions.OldestReadyAge"/> (which both degrade). Starting the process again does not help where this is unhealthy.
    /// </summary>
    /// <param name="cancellationToken">Cancels the look.</param>
    /// <returns>The report.</returns>
    Task<HealthReport> CheckReadyAsync(CancellationToken cancellationToken);
}
