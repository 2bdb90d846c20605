namespace Slipway.Messaging.Chaos;

/// <summary>The broker is killed, and stopped in order, under load; both matter, since clients learn of them in different ways.</summary>
internal sealed class BrokerKilled : Fault
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    public override int Number => 3;

    public override string Name => "broker-killed";

    public override IReadOnlyList<FootingKind> Footings { get; } = [FootingKind.RabbitMq];

    public override TimeSpan Patience => TimeSpan.FromSeconds(30);

    public override async Task RunAsync(Arena arena, Scale scale, CancellationToken cancellationToken)
    {
        var rounds = scale == Scale.Full ? 5 : 1;
        await arena.Fleet.StartAsync(3, cancellationToken);
        using var enough = new CancellationTokenSource();
        var load = arena.Producer.LoadAsync(10, workMs: 10, TimeSpan.FromMilliseconds(100), enough.Token, cancellationToken);
        await arena.RecoversWithProbeAsync("handling at first", Bound, cancellationToken);
        for (var round = 0; round < rounds; round++)
        {
            await arena.PauseAsync(500, 1500, cancellationToken);
            await arena.Broker!.KillAsync(cancellationToken);
            await arena.PauseAsync(100, 2000, cancellationToken);
            await arena.Broker.StartAsync(cancellationToken);
            await arena.RecoversWithProbeAsync("handling again after the broker's kill -9", Bound, cancellationToken);

            await arena.PauseAsync(500, 1500, cancellationToken);
            await arena.Broker.StopAsync(cancellationToken);
            await arena.PauseAsync(100, 1000, cancellationToken);
            await arena.Broker.StartAsync(cancellationToken);
            await arena.RecoversWithProbeAsync("handling again after the broker's restart", Bound, cancellationToken);
        }
        await enough.CancelAsync();
        await load;
        arena.ExpectAllAlive("the broker");
    }
}
