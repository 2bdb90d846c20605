using System.Globalization;

namespace Slipway.Messaging.Chaos;

/// <summary>What a run of one fault showed.</summary>
internal sealed record Outcome(
    string Fault,
    FootingKind Footing,
    TimeSpan Took,
    int Sent,
    int Unknown,
    Ledger Ledger,
    IReadOnlyList<Violation> Violations,
    IReadOnlyDictionary<string, List<double>> Recoveries)
{
    public bool Holds => Violations.Count == 0;

    public override string ToString()
    {
        var states = string.Join(", ", Ledger.Deliveries.GroupBy(d => d.State).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}"));
        var lines = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"{(Holds ? "ok    " : "FAILED")} {Fault} on {Footing}: {Sent} sent{(Unknown > 0 ? $" (and {Unknown} of which nobody knows)" : "")}, {Ledger.Effects.Count} effects; {states}; {Ledger.Deliveries.Sum(d => Math.Max(0, d.Fence - 1))} claims again; {Took.TotalSeconds:0} s"),
        };
        lines.AddRange(Recoveries.Select(r => string.Create(
            CultureInfo.InvariantCulture, $"       {r.Key}: median {r.Value.Order().ElementAt(r.Value.Count / 2) / 1000:0.00} s, longest {r.Value.Max() / 1000:0.00} s of {r.Value.Count}")));
        lines.AddRange(Violations.Take(20).Select(v => $"       {v}"));
        return string.Join('\n', lines);
    }
}
