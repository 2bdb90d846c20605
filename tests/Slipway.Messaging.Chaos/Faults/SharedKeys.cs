namespace Slipway.Messaging.Chaos;

/// <summary>Eight workers on twenty keys, with transactions that stay open for a random while after their writes.</summary>
internal sealed class SharedKeys : Fault
{
    public override int Number => 14;

    public override string Name => "shared-keys";

    public override IReadOnlyList<FootingKind> ShortFootings { get; } = [FootingKind.Postgres];

    public override async Task RunAsync(Arena arena, Scale scale, CancellationToken cancellationToken)
    {
        const int Keys = 20;
        var each = scale == Scale.Full ? 200 : 15;
        await WidenClaimsAsync(arena, cancellationToken);
        await arena.Fleet.StartAsync(scale == Scale.Full ? 8 : 4, cancellationToken, ("Concurrency", "16"), Fleet.Patient);
        var seed = arena.Random.Next();
        var ordered = Enumerable.Range(0, Keys).Select(k => SendAsync(k, random => arena.Producer.SendStepAsync(
            $"k{k}", random.Next(0, 8), cancellationToken, commitMs: random.Next(0, 8))));

        // Several senders of one key: their order is nobody's promise, but what commits late with an earlier number must not run beside what runs.
        var contended = Enumerable.Range(0, Keys).Select(k => SendAsync(Keys + k, random => arena.Producer.SendAsync(
            arena.Producer.NewId(), id => new LedgerStep(id, $"c{k % 5}", 0, random.Next(0, 8), random.Next(0, 8)), cancellationToken)));
        await Task.WhenAll([.. ordered, .. contended]);

        Task SendAsync(int sender, Func<Random, Task> send) => Task.Run(
            async () =>
            {
                var random = new Random(seed + sender);
                for (var i = 0; i < each; i++)
                {
                    await send(random);
                }
            },
            cancellationToken);
    }

    // What two claims do to each other shows only while both are open, which is for a millisecond or two by themselves.
    private static async Task WidenClaimsAsync(Arena arena, CancellationToken cancellationToken)
    {
        if (!arena.Database.IsPostgres)
        {
            return;   // one transaction writes at a time
        }
        await arena.Database.ExecuteAsync(
            "create function chaos_slow_claim() returns trigger language plpgsql as $$ begin perform pg_sleep(random() * 0.02); return new; end $$", cancellationToken);
        await arena.Database.ExecuteAsync(
            """
            create trigger chaos_slow_claim before update of state on delivery for each row when (new.state = 'running' and old.state <> 'running')
            execute function chaos_slow_claim()
            """,
            cancellationToken);
    }
}
