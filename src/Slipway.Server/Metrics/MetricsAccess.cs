namespace Slipway.Server.Metrics;

/// <summary>Who may read <c>/metrics</c>.</summary>
internal enum MetricsAccess
{
    /// <summary>Nobody; nothing is counted either.</summary>
    Off,

    /// <summary>Whoever has the token of <c>server.json</c>, as for the rest of the API.</summary>
    Token,

    /// <summary>Whoever reaches the port. They learn names of events and tasks and how many there are, nothing of their content.</summary>
    Open,
}
