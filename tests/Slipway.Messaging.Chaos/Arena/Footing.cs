using Slipway.Messaging.RabbitMq;

namespace Slipway.Messaging.Chaos;

/// <summary>What the application stands on, in a form that a worker process can be told on its command line.</summary>
internal sealed record Footing(FootingKind Kind, Database Database, Uri? Broker)
{
    private const char Separator = '|';

    public static Footing Parse(string text) => text.Split(Separator) switch
    {
        [var kind, var database] => new Footing(Enum.Parse<FootingKind>(kind), Open(kind, database), null),
        [var kind, var database, var broker] => new Footing(Enum.Parse<FootingKind>(kind), Open(kind, database), new Uri(broker)),
        _ => throw new FormatException($"'{text}' is no footing"),
    };

    public void Use(IMessagingBuilder messaging)
    {
        if (Database.IsPostgres)
        {
            messaging.UsePostgres(Database.ConnectionString);
        }
        else
        {
            messaging.UseSqlite(Database.ConnectionString);
        }
        if (Broker is { } broker)
        {
            messaging.UseRabbitMq(options => options.Uri = broker.AbsoluteUri);
        }
    }

    public override string ToString() => Broker is null ? $"{Kind}{Separator}{Database.ConnectionString}" : $"{Kind}{Separator}{Database.ConnectionString}{Separator}{Broker}";

    private static Database Open(string kind, string connectionString) => new(kind != nameof(FootingKind.Sqlite), connectionString);
}
