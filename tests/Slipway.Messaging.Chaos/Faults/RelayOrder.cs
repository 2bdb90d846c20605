namespace Slipway.Messaging.Chaos;

/// <summary>
/// Several processes relay the messages of many keys, with transactions that stay open for a while, and die between the broker's confirm and the
/// deletion of the outbox row.
/// </summary>
internal sealed class RelayOrder : Fault
{
    public override int Number => 17;

    public override string Name => "relay-order";

    public override IReadOnlyList<FootingKind> Footings { get; } = [FootingKind.RabbitMq];

    public override async Task RunAsync(Arena arena, Scale scale, CancellationToken cancellationToken)
    {
        var deaths = scale == Scale.Full ? 20 : 3;
        await arena.Fleet.StartAsync(1, cancellationToken);
        using var enough = new CancellationTokenSource();
        var load = arena.Producer.LoadAsync(20, workMs: 2, TimeSpan.FromMilliseconds(60), enough.Token, cancellationToken);
        for (var round = 0; round < deaths; round++)
        {
            var doomed = arena.Fleet.Add(("KillAt", arena.Random.Next(2) == 0 ? "ledger.step@after-send" : "ledger.fact@after-send"));
            await arena.RecoversAsync("death of a relay", TimeSpan.FromSeconds(20), () => Task.FromResult(doomed.HasExited), cancellationToken);
            arena.Fleet.Forget(doomed);
        }
        await enough.CancelAsync();
        await load;
    }
}
