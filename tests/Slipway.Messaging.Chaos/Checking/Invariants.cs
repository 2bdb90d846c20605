namespace Slipway.Messaging.Chaos;

/// <summary>
/// What must hold after any fault. Pure: takes what was promised and what happened. I6 (recovery) and I7 (memory) are measured by the faults
/// themselves.
/// </summary>
internal static class Invariants
{
    private static readonly string[] Ends = ["done", "dead", "superseded"];

    public static IReadOnlyList<Violation> Check(IReadOnlyDictionary<string, object> sent, Ledger ledger, int handOversAtMost = 0) =>
    [
        .. Lost(sent, ledger),
        .. Doubled(ledger),
        .. Overlapping(ledger),
        .. Disordered(ledger),
        .. Unfinished(ledger),
        .. Fenced(ledger),
        .. Attempts(ledger, handOversAtMost),
    ];

    /// <summary>I1: every id that was sent has an effect, or is a dead letter or superseded for all to see.</summary>
    private static IEnumerable<Violation> Lost(IReadOnlyDictionary<string, object> sent, Ledger ledger)
    {
        var effects = ledger.Effects.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        var ended = ledger.Deliveries.Where(d => d.State is "dead" or "superseded").Select(d => d.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var follow = sent.Values.OfType<LedgerFact>().Select(f => f.Id + "/step");
        string[] lost = [.. sent.Keys.Concat(follow).Where(id => !effects.Contains(id) && !ended.Contains(id))];
        if (lost.Length > 0)
        {
            yield return new Violation("I1", $"{lost.Length} of {sent.Count} lost: {Some(lost)}");
        }
    }

    /// <summary>I2: no id has more than one committed effect, and a dead or superseded one has none.</summary>
    private static IEnumerable<Violation> Doubled(Ledger ledger)
    {
        string[] doubled = [.. ledger.Effects.GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => $"{g.Key} by {string.Join('+', g.Select(e => $"{e.Worker}/{e.Fence}"))}")];
        if (doubled.Length > 0)
        {
            yield return new Violation("I2", $"{doubled.Length} with more than one effect: {Some(doubled)}");
        }
        var done = ledger.Effects.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        string[] both = [.. ledger.Deliveries.Where(d => d.State is "dead" or "superseded" && d.Id is not null && done.Contains(d.Id)).Select(d => d.Id!)];
        if (both.Length > 0)
        {
            yield return new Violation("I2", $"{both.Length} dead or superseded that have an effect: {Some(both)}");
        }
        string[] copies = [.. ledger.Deliveries.Where(d => d.Id is not null).GroupBy(d => (d.Id, d.Name)).Where(g => g.Count() > 1).Select(g => g.Key.Id!)];
        if (copies.Length > 0)
        {
            yield return new Violation("I2", $"{copies.Length} delivered more than once: {Some(copies)}");
        }
    }

    /// <summary>I3: no two runs of one key overlap.</summary>
    private static IEnumerable<Violation> Overlapping(Ledger ledger)
    {
        string[] overlaps =
        [
            .. from line in ledger.Effects.Where(e => e.Key.Length > 0).GroupBy(e => (e.Key, IsFact(e)))
               let runs = line.OrderBy(e => e.Started).ToArray()
               from pair in runs.Zip(runs.Skip(1))
               where pair.Second.Started < pair.First.Ended
               select $"{pair.First.Id} and {pair.Second.Id} of {pair.First.Key}",
        ];
        if (overlaps.Length > 0)
        {
            yield return new Violation("I3", $"{overlaps.Length} overlaps: {Some(overlaps)}");
        }
    }

    /// <summary>I4: the effects of a key are committed in the order in which they were sent.</summary>
    private static IEnumerable<Violation> Disordered(Ledger ledger)
    {
        string[] wrong =
        [
            .. from line in ledger.Effects.Where(e => e.Key.Length > 0).GroupBy(e => (e.Key, IsFact(e)))
               let runs = line.OrderBy(e => e.Started).ToArray()
               from pair in runs.Zip(runs.Skip(1))
               where pair.Second.Seq < pair.First.Seq
               select $"{pair.First.Key}: {pair.First.Seq} before {pair.Second.Seq}",
        ];
        if (wrong.Length > 0)
        {
            yield return new Violation("I4", $"{wrong.Length} out of order: {Some(wrong)}");
        }
    }

    /// <summary>I5: every delivery has ended in one way.</summary>
    private static IEnumerable<Violation> Unfinished(Ledger ledger)
    {
        string[] open = [.. ledger.Deliveries.Where(d => !Ends.Contains(d.State)).Select(d => d.ToString())];
        if (open.Length > 0)
        {
            yield return new Violation("I5", $"{open.Length} not ended: {Some(open)}");
        }
    }

    /// <summary>I8: an effect bears the fence of the claim that ended the delivery, so none was written by an earlier holder.</summary>
    private static IEnumerable<Violation> Fenced(Ledger ledger)
    {
        var fences = ledger.Deliveries.Where(d => d is { State: "done", Id: not null }).GroupBy(d => d.Id!).ToDictionary(g => g.Key, g => g.Max(d => d.Fence));
        string[] old = [.. ledger.Effects.Where(e => fences.TryGetValue(e.Id, out var fence) && fence != e.Fence).Select(e => $"{e.Id} by {e.Worker} under {e.Fence}, ended under {fences[e.Id]}")];
        if (old.Length > 0)
        {
            yield return new Violation("I8", $"{old.Length} effects of an earlier holder: {Some(old)}");
        }
    }

    /// <summary>I9: attempts are claims less hand-overs, and the latter are no more than the fault can have caused.</summary>
    private static IEnumerable<Violation> Attempts(Ledger ledger, int handOversAtMost)
    {
        string[] more = [.. ledger.Deliveries.Where(d => d.Attempt > d.Fence).Select(d => d.ToString())];
        if (more.Length > 0)
        {
            yield return new Violation("I9", $"{more.Length} with more attempts than claims: {Some(more)}");
        }
        var handOvers = ledger.Deliveries.Sum(d => d.Fence - d.Attempt);
        if (handOvers > handOversAtMost)
        {
            yield return new Violation("I9", $"{handOvers} claims that count as no attempt, of at most {handOversAtMost}");
        }
    }

    private static bool IsFact(Effect effect) => effect.Key.StartsWith('f') && !effect.Id.EndsWith("/step", StringComparison.Ordinal);

    private static string Some(string[] all) => string.Join(", ", all.Take(5)) + (all.Length > 5 ? ", …" : "");
}
