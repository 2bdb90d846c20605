namespace Slipway.Messaging.Chaos;

/// <summary>Tasks that fail on every attempt come again when their schedule says, not earlier and not behind others with a longer delay.</summary>
internal sealed class RetrySchedule : Fault
{
    // Hundreds of handlers begin at once on few processors; the bound from below has no slack at all.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(3);
    private readonly HashSet<string> _slow = [];

    public override int Number => 18;

    public override string Name => "retry-schedule";

    public override IReadOnlyList<FootingKind> ShortFootings { get; } = [FootingKind.Postgres];

    public override async Task RunAsync(Arena arena, Scale scale, CancellationToken cancellationToken)
    {
        await arena.Fleet.StartAsync(2, cancellationToken, Fleet.Patient);
        for (var i = 0; i < (scale == Scale.Full ? 1000 : 60); i++)
        {
            if (i % 20 == 0)
            {
                var slow = arena.Producer.NewId();
                _slow.Add(slow);
                await arena.Producer.SendAsync(slow, id => new LedgerSlowFailing(id), cancellationToken);
            }
            await arena.Producer.SendAsync(arena.Producer.NewId(), id => new LedgerFailing(id), cancellationToken);
        }
        await arena.QuietAsync(TimeSpan.FromSeconds(20), cancellationToken);
        foreach (var violation in await CompareAsync(arena, cancellationToken))
        {
            arena.Found.Add(violation);
        }
    }

    public override IEnumerable<Violation> Check(Arena arena, Ledger ledger)
    {
        string[] alive = [.. ledger.Deliveries.Where(d => d.State != "dead" || d.Attempt != Policy(d.Id).MaxAttempts).Select(d => $"{d.Id} {d.State} after {d.Attempt}")];
        if (alive.Length > 0)
        {
            yield return new Violation("I5", $"{alive.Length} did not end dead after their attempts: {string.Join(", ", alive.Take(5))}");
        }
    }

    private RetryPolicy Policy(string? id) => _slow.Contains(id ?? "") ? LedgerFlow.SlowFailing : LedgerFlow.Failing;

    private async Task<List<Violation>> CompareAsync(Arena arena, CancellationToken cancellationToken)
    {
        var runs = await arena.Database.QueryAsync(
            "select msg_id, attempt, at from run order by msg_id, attempt", row => (Id: row.GetString(0), Attempt: (int)row.GetInt64(1), At: row.GetInt64(2)), cancellationToken);
        var found = new List<Violation>();
        foreach (var line in runs.GroupBy(r => r.Id))
        {
            var policy = Policy(line.Key);
            foreach (var (first, second) in line.Zip(line.Skip(1)))
            {
                var waited = TimeSpan.FromMicroseconds(second.At - first.At);
                var full = TimeSpan.FromSeconds(Math.Min(policy.MaxDelay.TotalSeconds, policy.FirstDelay.TotalSeconds * Math.Pow(policy.Factor, first.Attempt - 1)));
                if (second.Attempt != first.Attempt + 1)
                {
                    found.Add(new Violation("I9", $"{line.Key}: attempt {second.Attempt} follows {first.Attempt}"));
                }
                else if (waited < full * (1 - policy.Jitter) || waited > full + Slack)
                {
                    found.Add(new Violation("I6", $"{line.Key}: attempt {second.Attempt} came after {waited.TotalSeconds:0.000} s; due after {full.TotalSeconds * (1 - policy.Jitter):0.000} to {full.TotalSeconds:0.000} s"));
                }
            }
        }
        arena.Say($"{runs.Count} runs compared with their schedule");
        return found;
    }
}
