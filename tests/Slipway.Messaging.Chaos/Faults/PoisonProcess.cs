namespace Slipway.Messaging.Chaos;

/// <summary>A message kills every process that handles it, and its supervisor starts the process again each time.</summary>
internal sealed class PoisonProcess : Fault
{
    private readonly List<string> _poison = [];

    public override int Number => 2;

    public override string Name => "poison-process";

    public override IReadOnlyList<FootingKind> ShortFootings { get; } = [FootingKind.Postgres];

    public override async Task RunAsync(Arena arena, Scale scale, CancellationToken cancellationToken)
    {
        await arena.Fleet.StartAsync(2, cancellationToken);
        for (var i = 0; i < (scale == Scale.Full ? 4 : 1); i++)
        {
            await KillAllAttemptsAsync(arena, cancellationToken);
        }
        await arena.QuietAsync(Patience, cancellationToken);
        foreach (var id in _poison)
        {
            var runs = await arena.Database.CountAsync("select count(*) from run where msg_id = @id", cancellationToken, ("@id", id));
            if (runs != LedgerFlow.CrashAttempts)
            {
                arena.Found.Add(new Violation("I9", $"the message that kills its process ran {runs} times; {LedgerFlow.CrashAttempts} are allowed"));
            }
        }
    }

    // One after the other: two that are held by one process die by one crash, of which only one knows.
    private async Task KillAllAttemptsAsync(Arena arena, CancellationToken cancellationToken)
    {
        _poison.Add(arena.Producer.NewId());
        await arena.Producer.SendAsync(_poison[^1], id => new LedgerCrash(id), cancellationToken);
        var crashes = 0;
        for (var sent = 0; crashes < LedgerFlow.CrashAttempts; sent++)
        {
            await arena.Producer.SendStepAsync($"k{sent % 5}", 5, cancellationToken);
            await Task.Delay(TimeSpan.FromMilliseconds(30), TimeProvider.System, cancellationToken);
            foreach (var worker in arena.Fleet.Workers.Where(w => w.HasExited).ToList())
            {
                crashes++;
                arena.Fleet.Forget(worker);
                arena.Fleet.Add();
            }
            if (sent > 3000)
            {
                arena.Found.Add(new Violation("I5", $"{crashes} crashes of {LedgerFlow.CrashAttempts}, and no more"));
                return;
            }
        }
    }

    public override IEnumerable<Violation> Check(Arena arena, Ledger ledger)
    {
        foreach (var id in _poison)
        {
            var delivery = ledger.Deliveries.SingleOrDefault(d => d.Id == id);
            if (delivery is not { State: "dead" } || !delivery.Outcome.Contains("process that ran it ended", StringComparison.Ordinal))
            {
                yield return new Violation("I5", $"the message that kills its process is {delivery?.State}: {delivery?.Outcome}");
            }
        }
        foreach (var dead in ledger.Deliveries.Where(d => d.State == "dead" && !_poison.Contains(d.Id ?? "")))
        {
            yield return new Violation("I5", $"{dead.Id} is dead beside it: {dead.Outcome}");
        }
    }
}
