namespace Slipway.Messaging.Chaos;

/// <summary>A worker is stopped where it is (SIGSTOP) for longer than its leases, and goes on when others have taken its work.</summary>
internal sealed class FrozenHolder : Fault
{
    private const int CommitMs = 80;

    public override int Number => 9;

    public override string Name => "frozen-holder";

    // The one that comes back and claims what it still runs gives it back uncounted.
    public override int HandOversAtMost => int.MaxValue;

    public override IReadOnlyList<FootingKind> ShortFootings { get; } = [FootingKind.Postgres];

    public override async Task RunAsync(Arena arena, Scale scale, CancellationToken cancellationToken)
    {
        var rounds = scale == Scale.Full ? 10 : 2;
        await arena.Fleet.StartAsync(3, cancellationToken);
        using var enough = new CancellationTokenSource();
        // Long enough that a frozen process holds some of them, short enough that they would commit soon after it goes on.
        var load = Task.WhenAll(
            arena.Producer.LoadAsync(10, workMs: 150, TimeSpan.FromMilliseconds(200), enough.Token, cancellationToken),
            LoadWithOpenTransactionsAsync(arena, enough.Token, cancellationToken));
        for (var round = 0; round < rounds; round++)
        {
            await arena.PauseAsync(500, 1500, cancellationToken);
            var victim = arena.Fleet.Pick(arena.Random);
            var frozen = await FreezeWhileHoldingAsync(arena, victim, cancellationToken);
            await arena.RecoversAsync(
                "takeover from a frozen holder",
                Fleet.Lease + TimeSpan.FromSeconds(5),
                async () => await arena.Database.CountAsync(
                    "select count(*) from delivery where state = 'running' and owner like @owner", cancellationToken, ("@owner", $"%/{victim.Id}/%")) == 0,
                cancellationToken);
            await arena.PauseAsync(0, 500, cancellationToken);
            await victim.ThawAsync();
            if (!frozen)
            {
                arena.Found.Add(new Violation("I8", "the frozen worker held nothing; the round proves nothing"));
            }
        }
        await enough.CancelAsync();
        await load;
    }

    // The worst moment that somebody can help: what the open transaction has locked, nobody else can take over. On SQLite it would have locked the file.
    private static async Task<bool> IsAtTheWorstMomentAsync(Arena arena, CancellationToken cancellationToken)
    {
        if (!arena.Database.IsPostgres)
        {
            return await arena.Database.CanBeWrittenAsync(cancellationToken);
        }
        await Task.Delay(TimeSpan.FromMilliseconds(2 * CommitMs), TimeProvider.System, cancellationToken);
        return await arena.Database.CountAsync(
            $"select count(*) from pg_stat_activity where state like 'idle in transaction%' and now() - state_change > interval '{2 * CommitMs} ms'", cancellationToken) > 0;
    }

    private static async Task LoadWithOpenTransactionsAsync(Arena arena, CancellationToken until, CancellationToken cancellationToken)
    {
        while (!until.IsCancellationRequested)
        {
            await arena.Producer.SendAsync(arena.Producer.NewId(), id => new LedgerFree(id, "", 0, 0, CommitMs), cancellationToken);
            await Task.Delay(TimeSpan.FromMilliseconds(40), TimeProvider.System, cancellationToken);
        }
    }

    private static async Task<bool> FreezeWhileHoldingAsync(Arena arena, Worker victim, CancellationToken cancellationToken)
    {
        for (var i = 0; i < 50; i++)
        {
            await victim.FreezeAsync();
            if (await arena.Database.CountAsync(
                    "select count(*) from delivery where state = 'running' and owner like @owner", cancellationToken, ("@owner", $"%/{victim.Id}/%")) > 0
                && await IsAtTheWorstMomentAsync(arena, cancellationToken))
            {
                return true;
            }
            await victim.ThawAsync();
            await arena.PauseAsync(10, 60, cancellationToken);
        }
        await victim.FreezeAsync();
        return false;
    }
}
