using Slipway.Testing.Postgres;
using Slipway.Testing.RabbitMq;

namespace Slipway.Scenarios.Harness;

/// <summary>
/// What keeps the state and carries the messages of a server: a SQLite file, PostgreSQL, or PostgreSQL with RabbitMQ between the steps of
/// a flow. All scenarios run on the one that <c>SLIPWAY_FOOTING</c> names (sqlite, postgres or rabbitmq; default sqlite), and those that are about
/// a footing on theirs.
/// </summary>
public sealed class Footing
{
    private static readonly Lazy<Task<RabbitMqBroker>> Broker = new(() => RabbitMqBroker.StartNewAsync(CancellationToken.None));
    private readonly string _name;

    private Footing(string name)
    {
        _name = name;
    }

    public static Footing Sqlite { get; } = new("sqlite");

    public static Footing Postgres { get; } = new("postgres");

    public static Footing RabbitMq { get; } = new("rabbitmq");

    /// <summary>Gets the footing of this run.</summary>
    public static Footing OfRun { get; } = (Environment.GetEnvironmentVariable("SLIPWAY_FOOTING") ?? "sqlite") switch
    {
        "sqlite" => Sqlite,
        "postgres" => Postgres,
        "rabbitmq" => RabbitMq,
        var other => throw new InvalidOperationException($"SLIPWAY_FOOTING is '{other}'; it is sqlite, postgres or rabbitmq."),
    };

    /// <summary>Makes an empty database, and a virtual host of the broker, and returns the settings of a server on them.</summary>
    public async Task<IReadOnlyDictionary<string, string?>> PrepareAsync()
    {
        var settings = new Dictionary<string, string?>();
        if (_name != "sqlite")
        {
            settings["Slipway__Database"] = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        }

        if (_name == "rabbitmq")
        {
            var broker = await Broker.Value;
            settings["Slipway__Messaging__RabbitMq__Uri"] = broker.Address(await broker.Management.CreateVhostAsync(CancellationToken.None)).ToString();
        }

        return settings;
    }

    public override string ToString() => _name;
}
