namespace Slipway.Messaging.Chaos;

/// <summary>Workers are ended by signal 9 at any moment, again and again, and others started in their place.</summary>
internal sealed class KilledWorkers : Fault
{
    public override int Number => 1;

    public override string Name => "killed-workers";

    public override IReadOnlyList<FootingKind> ShortFootings { get; } = [FootingKind.RabbitMq];

    public override async Task RunAsync(Arena arena, Scale scale, CancellationToken cancellationToken)
    {
        var rounds = scale == Scale.Full ? 200 : 10;
        await arena.Fleet.StartAsync(scale == Scale.Full ? 4 : 3, cancellationToken);
        using var enough = new CancellationTokenSource();
        var load = arena.Producer.LoadAsync(10, workMs: 10, TimeSpan.FromMilliseconds(120), enough.Token, cancellationToken);
        for (var round = 0; round < rounds; round++)
        {
            await arena.PauseAsync(20, 400, cancellationToken);
            var victim = arena.Fleet.Pick(arena.Random);
            // Some are killed while they still start.
            await arena.Fleet.ReplaceKilledAsync(victim);
            await arena.RecoversAsync("takeover after kill -9", Fleet.Lease + TimeSpan.FromSeconds(5), async () => await HeldByAsync(arena, victim, cancellationToken) == 0, cancellationToken);
        }
        await enough.CancelAsync();
        await load;
    }

    private static Task<long> HeldByAsync(Arena arena, Worker worker, CancellationToken cancellationToken) => arena.Database.CountAsync(
        "select count(*) from delivery where state = 'running' and owner like @owner", cancellationToken, ("@owner", $"%/{worker.Id}/%"));
}
