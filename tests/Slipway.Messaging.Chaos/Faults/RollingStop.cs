namespace Slipway.Messaging.Chaos;

/// <summary>Workers are told to stop (SIGTERM) under load, one after the other, and others started, as a rolling deployment does.</summary>
internal sealed class RollingStop : Fault
{
    // A handler takes 30 ms; the rest is the end of a process on a busy machine.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    public override int Number => 16;

    public override string Name => "rolling-stop";

    public override int HandOversAtMost => int.MaxValue;

    public override bool IsInEveryRun => false;

    public override async Task RunAsync(Arena arena, Scale scale, CancellationToken cancellationToken)
    {
        var rounds = scale == Scale.Full ? 50 : 4;
        await arena.Fleet.StartAsync(3, cancellationToken, Fleet.Patient);
        using var enough = new CancellationTokenSource();
        var load = arena.Producer.LoadAsync(10, workMs: 30, TimeSpan.FromMilliseconds(80), enough.Token, cancellationToken);
        for (var round = 0; round < rounds; round++)
        {
            await arena.PauseAsync(50, 500, cancellationToken);
            var old = arena.Fleet.Workers[0];
            var next = arena.Fleet.Add(Fleet.Patient);
            await next.Ready.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, cancellationToken);
            arena.Fleet.Forget(old);
            await old.SignalAsync("TERM");
            await arena.RecoversAsync("end after SIGTERM", Bound, () => Task.FromResult(old.HasExited), cancellationToken);
            if (!old.HasExited || await old.EndsAsync(cancellationToken) is not 0)
            {
                arena.Found.Add(new Violation("I6", $"worker {old.Name} did not end with exit code 0 when it was told to stop"));
            }
        }
        await enough.CancelAsync();
        await load;
    }

    public override IEnumerable<Violation> Check(Arena arena, Ledger ledger)
    {
        string[] counted = [.. ledger.Deliveries.Where(d => d is { Attempt: not 1 } or { State: "dead" }).Select(d => d.ToString())];
        if (counted.Length > 0)
        {
            yield return new Violation("I9", $"{counted.Length} attempts counted by a stop: {string.Join(", ", counted.Take(5))}");
        }
    }
}
