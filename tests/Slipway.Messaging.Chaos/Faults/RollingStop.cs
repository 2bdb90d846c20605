namespace Slipway.Messaging.Chaos;

/// <summary>Workers are told to stop (SIGTERM) under load, one after the other, and others started, as a rolling deployment does.</summary>
internal sealed class RollingStop : Fault
{
    // The end of a process on a busy machine: handlers are let end for a moment, and handed over then.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    private static readonly (string Key, string Value)[] Settings = [Fleet.Patient, ("DrainTimeout", "00:00:00.200")];

    public override int Number => 16;

    public override string Name => "rolling-stop";

    public override int HandOversAtMost => int.MaxValue;

    public override bool IsInEveryRun => false;

    public override async Task RunAsync(Arena arena, Scale scale, CancellationToken cancellationToken)
    {
        var rounds = scale == Scale.Full ? 50 : 4;
        await arena.Fleet.StartAsync(3, cancellationToken, Settings);
        using var enough = new CancellationTokenSource();
        var load = Task.WhenAll(
            arena.Producer.LoadAsync(10, workMs: 30, TimeSpan.FromMilliseconds(80), enough.Token, cancellationToken),
            arena.Producer.LoadAsync(6, workMs: 600, TimeSpan.FromMilliseconds(900), enough.Token, cancellationToken, "long"));
        for (var round = 0; round < rounds; round++)
        {
            await arena.PauseAsync(50, 500, cancellationToken);
            var old = arena.Fleet.Workers[0];
            var next = arena.Fleet.Add(Settings);
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
        await arena.QuietAsync(Patience, cancellationToken);
        var handedOver = await arena.Database.CountAsync("select count(*) from delivery_attempt where result = 'handed-over'", cancellationToken);
        arena.Say($"{handedOver} handed over");
        if (handedOver == 0 && scale == Scale.Full)
        {
            arena.Found.Add(new Violation("run", "nothing was handed over; the rounds prove nothing"));
        }
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
