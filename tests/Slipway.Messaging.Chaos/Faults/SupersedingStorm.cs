namespace Slipway.Messaging.Chaos;

/// <summary>Many pushes to one environment within seconds, each of which starts a long build: the newest is built last, and no two run at once.</summary>
internal sealed class SupersedingStorm : Fault
{
    private const string Key = "storm";

    // The way over the broker and into a handler on a busy machine.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    public override int Number => 15;

    public override string Name => "superseding-storm";

    public override IReadOnlyList<FootingKind> ShortFootings { get; } = [FootingKind.RabbitMq];

    public override async Task RunAsync(Arena arena, Scale scale, CancellationToken cancellationToken)
    {
        var (pushes, buildMs, within) = scale == Scale.Full ? (500, 2000, 10_000) : (60, 400, 3_000);
        await arena.Fleet.StartAsync(3, cancellationToken, Fleet.Patient);
        var stored = new List<(string Id, long At)>();
        for (var i = 0; i < pushes; i++)
        {
            var id = arena.Producer.NewId();
            await arena.Producer.SendAsync(id, made => new LedgerBuild(made, Key, arena.Producer.NextSeq(Key), buildMs, 0), cancellationToken);
            stored.Add((id, Timing.Now()));
            await arena.PauseAsync(0, 2 * within / pushes, cancellationToken);
        }
        await arena.QuietAsync(Patience, cancellationToken);
        var runs = await arena.Database.QueryAsync(
            "select msg_id, worker, at, ended from run order by at",
            row => (Id: row.GetString(0), Worker: row.GetString(1), From: row.GetInt64(2), To: row.IsDBNull(3) ? (long?)null : row.GetInt64(3)),
            cancellationToken);
        foreach (var (first, second) in runs.Zip(runs.Skip(1)).Where(pair => pair.First.To is null || pair.Second.From < pair.First.To))
        {
            arena.Found.Add(new Violation("I3", $"{second.Id} on {second.Worker} began before {first.Id} on {first.Worker} had ended"));
        }
        var overtaken = stored.Zip(stored.Skip(1)).ToDictionary(pair => pair.First.Id, pair => pair.Second.At, StringComparer.Ordinal);
        var slack = Slack * arena.Leniency;
        string[] late = [.. runs.Where(r => overtaken.TryGetValue(r.Id, out var at) && TimeSpan.FromMicroseconds(r.From - at) > slack).Select(r => r.Id)];
        if (late.Length > 0)
        {
            arena.Found.Add(new Violation("I5", $"{late.Length} builds began more than {slack.TotalSeconds:0} s after a newer push was stored: {string.Join(", ", late.Take(5))}"));
        }
        arena.Say($"{pushes} pushes, {runs.Count} builds begun");
    }

    public override IEnumerable<Violation> Check(Arena arena, Ledger ledger)
    {
        var newest = arena.Producer.Sent.Values.OfType<LedgerBuild>().MaxBy(b => b.Seq)!;
        if (ledger.Effects[^1].Id != newest.Id)
        {
            yield return new Violation("I4", $"the last build is {ledger.Effects[^1].Seq}, not the newest, {newest.Seq}");
        }
        string[] other = [.. ledger.Deliveries.Where(d => d.State is not ("done" or "superseded")).Select(d => d.ToString())];
        if (other.Length > 0)
        {
            yield return new Violation("I5", $"{other.Length} neither done nor superseded: {string.Join(", ", other.Take(5))}");
        }
    }
}
