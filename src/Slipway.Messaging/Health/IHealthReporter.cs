namespace Slipway.Messaging;

/// <summary>
/// A part whose state decides whether this process can do its work: a connection to a broker, say. Registered as a singleton, any number of
/// them; asked for each look at <see cref="IMessagingHealth.CheckReadyAsync"/>.
/// </summary>
public interface IHealthReporter
{
    /// <summary>
    /// Says how the part does right now, from what it already knows. Must not block, ask over the network, or throw. Safe for concurrent
    /// use.
    /// </summary>
    /// <returns>The finding.</returns>
    HealthFinding Report();
}
