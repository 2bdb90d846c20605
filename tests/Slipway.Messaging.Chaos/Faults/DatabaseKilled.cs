namespace Slipway.Messaging.Chaos;

/// <summary>The database is killed and started again, restarted in order, and the connections that wait for signals are cut.</summary>
internal sealed class DatabaseKilled : Fault
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    public override int Number => 6;

    public override string Name => "database-killed";

    public override IReadOnlyList<FootingKind> Footings { get; } = [FootingKind.Postgres, FootingKind.RabbitMq];

    // A handler that lost its lease while the database was away keeps its message from running beside it.
    public override int HandOversAtMost => int.MaxValue;

    public override IReadOnlyList<FootingKind> ShortFootings { get; } = [FootingKind.Postgres];

    public override async Task RunAsync(Arena arena, Scale scale, CancellationToken cancellationToken)
    {
        var rounds = scale == Scale.Full ? 5 : 1;
        await arena.Fleet.StartAsync(3, cancellationToken);
        using var enough = new CancellationTokenSource();
        var load = arena.Producer.LoadAsync(10, workMs: 10, TimeSpan.FromMilliseconds(100), enough.Token, cancellationToken);
        for (var round = 0; round < rounds; round++)
        {
            await arena.PauseAsync(500, 1500, cancellationToken);
            await arena.Postgres!.CrashAsync();
            await arena.PauseAsync(100, 3000, cancellationToken);
            await arena.Postgres.StartAgainAsync();
            await arena.RecoversWithProbeAsync("handling again after the database's kill -9", Bound, cancellationToken);

            await arena.PauseAsync(500, 1500, cancellationToken);
            await arena.Postgres.StopAsync();
            await arena.PauseAsync(100, 1000, cancellationToken);
            await arena.Postgres.StartAgainAsync();
            await arena.RecoversWithProbeAsync("handling again after the database's restart", Bound, cancellationToken);

            await arena.PauseAsync(500, 1500, cancellationToken);
            await CutListenersAsync(arena, cancellationToken);
            await arena.RecoversWithProbeAsync("handling again after cut listeners", Bound, cancellationToken);
            await arena.RecoversAsync("listening again", Bound, async () => await ListenersAsync(arena, cancellationToken) >= 3, cancellationToken);
        }
        await enough.CancelAsync();
        await load;
        arena.ExpectAllAlive("the database");
    }

    internal static Task<int> CutListenersAsync(Arena arena, CancellationToken cancellationToken) => arena.Database.ExecuteAsync(
        "select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%' and pid <> pg_backend_pid()", cancellationToken);

    private static Task<long> ListenersAsync(Arena arena, CancellationToken cancellationToken) => arena.Database.CountAsync(
        "select count(*) from pg_stat_activity where query ilike 'listen%' and pid <> pg_backend_pid()", cancellationToken);
}
