namespace Slipway.Messaging.Chaos;

/// <summary>One disturbance of a soak.</summary>
internal sealed record SoakStep(string Name, Func<Arena, Worker, CancellationToken, Task> RunAsync)
{
    private static readonly TimeSpan Frozen = Fleet.Lease * 3;

    /// <summary>What can happen on a footing.</summary>
    public static IReadOnlyList<SoakStep> On(FootingKind kind) =>
    [
        new("kill-worker", (arena, victim, _) => arena.Fleet.ReplaceKilledAsync(victim)),
        new("kill-all-workers", async (arena, _, _) =>
        {
            foreach (var worker in arena.Fleet.Workers.ToList())
            {
                await arena.Fleet.ReplaceKilledAsync(worker);
            }
        }),
        new("stop-worker", async (arena, victim, stop) =>
        {
            await victim.SignalAsync("TERM");
            await victim.EndsAsync(stop);
            arena.Fleet.Forget(victim);
            arena.Fleet.Add();
        }),

        // On SQLite one that is stopped while it writes holds the file itself, and all wait for it.
        new("freeze-worker", async (_, victim, stop) =>
        {
            await victim.FreezeAsync();
            await Task.Delay(Frozen, TimeProvider.System, stop);
            await victim.ThawAsync();
        }),
        .. kind == FootingKind.Sqlite ? [] : OnPostgres(),
        .. kind == FootingKind.RabbitMq ? OnBroker() : [],
    ];

    private static IEnumerable<SoakStep> OnPostgres() =>
    [
        new("kill-database", async (arena, _, stop) =>
        {
            await arena.Postgres!.CrashAsync();
            await arena.PauseAsync(0, 3000, stop);
            await arena.Postgres.StartAgainAsync();
        }),
        new("cut-listeners", (arena, _, stop) => DatabaseKilled.CutListenersAsync(arena, stop)),
    ];

    private static IEnumerable<SoakStep> OnBroker() =>
    [
        new("kill-broker", async (arena, _, stop) =>
        {
            await arena.Broker!.KillAsync(stop);
            await arena.PauseAsync(0, 3000, stop);
            await arena.Broker.StartAsync(stop);
        }),
        new("restart-broker", async (arena, _, stop) =>
        {
            await arena.Broker!.StopAsync(stop);
            await arena.Broker.StartAsync(stop);
        }),
    ];
}
