namespace Slipway.Messaging.Chaos;

/// <summary>One message in a hundred cannot be read: broken JSON, JSON that is no object, another shape, an unknown name or version.</summary>
internal sealed class PoisonBodies : Fault
{
    private static readonly (string Name, int Version, string Body)[] Kinds =
    [
        ("ledger.free", 1, "{\"Id\": \"broken"),
        ("ledger.free", 1, "null"),
        ("ledger.free", 1, "[1, 2]"),
        ("ledger.free", 1, "{\"Id\": {\"deep\": true}, \"WorkMs\": \"long\"}"),
        ("ledger.unheard-of", 1, "{}"),
        ("ledger.free", 99, "{}"),
    ];

    private int _poison;

    public override int Number => 11;

    public override string Name => "poison-bodies";

    public override IReadOnlyList<FootingKind> Footings { get; } = [FootingKind.Sqlite, FootingKind.Postgres];

    public override IReadOnlyList<FootingKind> ShortFootings { get; } = [FootingKind.Sqlite];

    public override async Task RunAsync(Arena arena, Scale scale, CancellationToken cancellationToken)
    {
        await arena.Fleet.StartAsync(2, cancellationToken, Fleet.Patient);
        var messages = scale == Scale.Full ? 6000 : 600;
        for (var i = 0; i < messages; i++)
        {
            if (i % 100 == 50)
            {
                await InsertAsync(arena, Kinds[_poison % Kinds.Length], cancellationToken);
            }
            await arena.Producer.SendStepAsync($"k{i % 10}", 0, cancellationToken);
        }
    }

    public override IEnumerable<Violation> Check(Arena arena, Ledger ledger)
    {
        var dead = ledger.Deliveries.Where(d => d.State == "dead").ToList();
        if (dead.Count != _poison)
        {
            yield return new Violation("I5", $"{dead.Count} dead letters of {_poison} unreadable messages");
        }
        foreach (var silent in dead.Where(d => d.Outcome.Length == 0 || d.Attempt > 1))
        {
            yield return new Violation("I5", $"an unreadable {silent.Name} is dead after {silent.Attempt} attempts with the reason '{silent.Outcome}'");
        }
    }

    // As another version of the application, or another program, would write it.
    private async Task InsertAsync(Arena arena, (string Name, int Version, string Body) kind, CancellationToken cancellationToken)
    {
        var id = $"poison-{++_poison}";
        await arena.Database.ExecuteAsync(
            """
            insert into message (id, kind, name, version, correlation_id, trace_parent, body, sent_at)
            values (@id, 'work', @name, @version, @id, '', @body, @now)
            """,
            cancellationToken,
            ("@id", id), ("@name", kind.Name), ("@version", (long)kind.Version), ("@body", System.Text.Encoding.UTF8.GetBytes(kind.Body)), ("@now", Timing.Now()));
        await arena.Database.ExecuteAsync(
            "insert into delivery (message_id, application, name, state, due_at) values (@id, @application, @name, 'ready', @now)",
            cancellationToken,
            ("@id", id), ("@application", LedgerFlow.Application), ("@name", kind.Name), ("@now", Timing.Now()));
    }
}
