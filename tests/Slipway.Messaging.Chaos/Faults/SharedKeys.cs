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
        await HoldTransactionsOpenAsync(arena, cancellationToken);
        await arena.Fleet.StartAsync(scale == Scale.Full ? 8 : 4, cancellationToken, ("Concurrency", "16"), Fleet.Patient);
        var seed = arena.Random.Next();
        var ordered = Enumerable.Range(0, Keys).Select(k => SendAsync(k, random => arena.Producer.SendStepAsync(
            $"k{k}", random.Next(0, 8), cancellationToken, commitMs: random.Next(0, 8))));

        // Two senders of one key: their order is nobody's promise, but what commits late with an earlier number must not run beside what runs. Only where
        // nothing else stands in the line may both be taken.
        var pairs = Enumerable.Range(0, Keys / 2).Select(pair => SendAsync(Keys + pair, random =>
        {
            var key = $"c{pair}.{random.Next()}";
            return Task.WhenAll(Enumerable.Range(0, 2).Select(_ => arena.Producer.SendAsync(
                arena.Producer.NewId(), id => new LedgerStep(id, key, 0, 200, 0), cancellationToken)));
        }));
        await Task.WhenAll([.. ordered, .. pairs]);

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

    // What two transactions do to each other shows only while both are open, which is for a millisecond or two by themselves.
    private static async Task HoldTransactionsOpenAsync(Arena arena, CancellationToken cancellationToken)
    {
        if (!arena.Database.IsPostgres)
        {
            return;   // one transaction writes at a time
        }
        await arena.Database.ExecuteAsync(
            "create function chaos_slow() returns trigger language plpgsql as $$ begin perform pg_sleep(random() * 0.04); return new; end $$", cancellationToken);
        await arena.Database.ExecuteAsync(
            """
            create trigger chaos_slow_claim before update of state on delivery for each row when (new.exclusive_key like 'c%' and new.state = 'running' and old.state <> 'running')
            execute function chaos_slow()
            """,
            cancellationToken);
        await arena.Database.ExecuteAsync(
            "create trigger chaos_slow_commit after insert on delivery for each row when (new.exclusive_key like 'c%') execute function chaos_slow()", cancellationToken);
    }
}
