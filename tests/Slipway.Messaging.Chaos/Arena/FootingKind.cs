namespace Slipway.Messaging.Chaos;

/// <summary>The three footings.</summary>
internal enum FootingKind
{
    /// <summary>One SQLite file, several processes.</summary>
    Sqlite,

    /// <summary>PostgreSQL, messages included.</summary>
    Postgres,

    /// <summary>RabbitMQ as the wire, PostgreSQL for all the rest.</summary>
    RabbitMq,
}
