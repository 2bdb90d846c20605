namespace Slipway.Messaging;

/// <summary>The metrics that are read from the database: how much work waits, and for how long.</summary>
public interface IWorkGauges
{
    /// <summary>
    /// Looks at the database, unless that was done within the last 5 s, so that a scrape that follows shows what is there now. Never throws
    /// for a database that does not answer: the gauges are then missing.
    /// </summary>
    /// <param name="cancellationToken">Cancels the look.</param>
    /// <returns>A task that ends with the look.</returns>
    Task RefreshAsync(CancellationToken cancellationToken);
}
