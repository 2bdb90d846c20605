namespace Slipway.Messaging.Chaos;

/// <summary>Mixed load for as long as one likes, and a fault every twenty seconds, drawn from the seed before it begins.</summary>
internal sealed class Soak(TimeSpan length) : Fault
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(15);

    public override int Number => 22;

    public override string Name => "soak";

    public override int HandOversAtMost => int.MaxValue;

    public override TimeSpan Patience => TimeSpan.FromSeconds(60);

    public override async Task RunAsync(Arena arena, Scale scale, CancellationToken cancellationToken)
    {
        const int Workers = 4;
        var known = SoakStep.On(arena.Footing.Kind);
        var schedule = Enumerable.Range(0, (int)(length / Every)).Select(_ => (Step: known[arena.Random.Next(known.Count)], Victim: arena.Random.Next(Workers))).ToList();
        arena.Say($"schedule: {string.Join(' ', schedule.Select(s => s.Step.Name))}");
        await arena.Fleet.StartAsync(Workers, cancellationToken);
        using var enough = new CancellationTokenSource();
        var load = Task.WhenAll(
            arena.Producer.LoadAsync(10, workMs: 20, TimeSpan.FromMilliseconds(300), enough.Token, cancellationToken),
            PushAsync(arena, enough.Token, cancellationToken));
        await Task.Delay(Every / 2, TimeProvider.System, cancellationToken);
        var before = arena.Fleet.Workers.Max(w => w.ResidentBytes);
        foreach (var (step, victim) in schedule)
        {
            var began = TimeProvider.System.GetTimestamp();
            if (arena.Fleet.RestartUnstarted() is { Count: > 0 } failed)
            {
                // They need their database to start, and one that was killed a moment before was not there.
                arena.Say($"could not start, and were started again: {string.Join(' ', failed)}");
            }
            await step.RunAsync(arena, arena.Fleet.Workers[victim % arena.Fleet.Workers.Count], cancellationToken);
            await arena.RecoversWithProbeAsync($"handling again after {step.Name}", Bound, cancellationToken);
            var left = Every - TimeProvider.System.GetElapsedTime(began);
            await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, TimeProvider.System, cancellationToken);
        }
        await enough.CancelAsync();
        await load;
        arena.Fleet.RestartUnstarted();
        arena.ExpectAllAlive("the soak");
        arena.Say($"largest worker: {before / 1_000_000} MB at first, {arena.Fleet.Workers.Max(w => w.ResidentBytes) / 1_000_000} MB at the end");
    }

    private static async Task PushAsync(Arena arena, CancellationToken until, CancellationToken cancellationToken)
    {
        while (!until.IsCancellationRequested)
        {
            await arena.Producer.SendBuildAsync("storm", 500, cancellationToken);
            await Task.Delay(TimeSpan.FromMilliseconds(700), TimeProvider.System, cancellationToken);
        }
    }
}
