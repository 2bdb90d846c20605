namespace Slipway.Messaging.Chaos;

/// <summary>Runs one fault on one footing, waits until all is quiet, and checks.</summary>
internal static class FaultRun
{
    public static async Task<Outcome> RunAsync(Fault fault, FootingKind kind, int seed, Scale scale, TextWriter output, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        await using var arena = await Arena.OpenAsync(kind, seed, scale, output, cancellationToken);
        try
        {
            await fault.RunAsync(arena, scale, cancellationToken);
            await arena.QuietAsync(fault.Patience, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // What is in the ledger is worth a look all the same.
            arena.Found.Add(new Violation("run", $"{error.GetType().Name}: {error.Message}"));
            arena.Say($"{error}\n{arena.Fleet.Tail(40)}");
        }
        await arena.Fleet.StopAllAsync();
        var ledger = await Ledger.ReadAsync(arena.Database, cancellationToken);
        return new Outcome(
            fault.Name,
            kind,
            TimeProvider.System.GetElapsedTime(began),
            arena.Producer.Sent.Count,
            arena.Producer.Unknown.Count,
            ledger,
            [.. Invariants.Check(arena.Producer.Sent, ledger, fault.HandOversAtMost), .. fault.Check(arena, ledger), .. arena.Found],
            arena.Recoveries);
    }
}
