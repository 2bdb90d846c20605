namespace Slipway.Benchmarks.Messaging;

/// <summary>The legs by the names that the command line and the results use.</summary>
internal sealed class LegNames(Arguments arguments)
{
    public ILeg Make(string name, Arrivals arrivals) => name switch
    {
        "raw" => new RawRabbitLeg(Broker, arrivals),
        "masstransit" => new MassTransitLeg(Broker, arrivals),
        "rebus" => new RebusLeg(Postgres, arrivals, arguments.Number("batch", 50), arguments.Number("publishers", 4), arguments.Number("workers", 8)),
        "wire" => new WireLeg(Broker, arrivals),
        "sqlite" or "postgres" or "rabbit" => new SlipwayLeg(Footing(name), arrivals, Settings(keyed: false)),
        _ => throw new UsageException($"there is no leg '{name}'"),
    };

    public SlipwayFooting Footing(string name) => name switch
    {
        "sqlite" => new SqliteFooting(SqliteFile),
        "postgres" => new PostgresFooting(Postgres),
        "rabbit" => new PostgresFooting(Postgres, Broker),
        _ => throw new UsageException($"Slipway has no footing '{name}'"),
    };

    public SlipwaySettings Settings(bool keyed) => new(
        arguments.Number("batch", 50), arguments.Number("publishers", 4), arguments.Number("concurrency", 128), keyed);

    public string SqliteFile => Path.Combine(arguments.Required("directory"), "benchmark.db");

    public static string Postgres => Environment.GetEnvironmentVariable("SLIPWAY_BENCH_POSTGRES") ?? throw new UsageException("SLIPWAY_BENCH_POSTGRES is not set");

    public static Uri Broker => new(Environment.GetEnvironmentVariable("SLIPWAY_BENCH_AMQP") ?? throw new UsageException("SLIPWAY_BENCH_AMQP is not set"));
}
