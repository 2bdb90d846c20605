namespace Slipway.Messaging.Chaos;

/// <summary>A queue of the application's name exists with other arguments: the start fails and says what differs, and works once it is gone.</summary>
internal sealed class TopologyDrift : Fault
{
    public override int Number => 20;

    public override string Name => "topology-drift";

    public override IReadOnlyList<FootingKind> Footings { get; } = [FootingKind.RabbitMq];

    public override async Task RunAsync(Arena arena, Scale scale, CancellationToken cancellationToken)
    {
        await using var connection = await Wire.ConnectAsync(arena, cancellationToken);
        await using var channel = await Wire.OpenAsync(connection, cancellationToken);
        await channel.QueueDeclareAsync(Wire.Tasks, durable: true, exclusive: false, autoDelete: false, cancellationToken: cancellationToken);
        await arena.Producer.SendStepAsync("k", 1, cancellationToken);

        var worker = arena.Fleet.Add();
        await arena.RecoversAsync("end of a worker that cannot start", TimeSpan.FromSeconds(10), () => Task.FromResult(worker.HasExited), cancellationToken);
        if (!worker.HasExited || await worker.EndsAsync(cancellationToken) == 0)
        {
            arena.Found.Add(new Violation("I6", "a worker starts on a queue with other arguments"));
        }
        arena.Fleet.Forget(worker);
        await arena.RecoversAsync("its log", TimeSpan.FromSeconds(5), () => Task.FromResult(SaysWhatDiffers(arena)), cancellationToken);
        if (!SaysWhatDiffers(arena))
        {
            arena.Found.Add(new Violation("I6", $"it does not say what differs: {arena.Fleet.Tail(10)}"));
        }

        await channel.QueueDeleteAsync(Wire.Tasks, ifUnused: false, ifEmpty: false, cancellationToken: cancellationToken);
        await arena.Fleet.StartAsync(1, cancellationToken);
        await arena.Producer.SendStepAsync("k", 1, cancellationToken);
    }

    private static bool SaysWhatDiffers(Arena arena)
    {
        var log = arena.Fleet.Tail(1000);
        return log.Contains(Wire.Tasks, StringComparison.Ordinal) && log.Contains("inequivalent arg", StringComparison.Ordinal);
    }
}
