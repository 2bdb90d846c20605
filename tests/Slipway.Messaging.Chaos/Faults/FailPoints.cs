namespace Slipway.Messaging.Chaos;

/// <summary>Workers die at the exact points where an effect could be lost or doubled.</summary>
internal sealed class FailPoints : Fault
{
    private static readonly string[] Everywhere =
    [
        "ledger.step@before-handle", "ledger.step@before-commit", "ledger.step@after-commit",
        "ledger.fact@before-commit", "ledger.fact@after-commit", "ledger.free@after-commit",
    ];

    private static readonly string[] OnTheWire = ["ledger.step@after-send", "ledger.step@before-receive", "ledger.step@after-receive", "ledger.free@after-receive"];

    public override int Number => 1;

    public override string Name => "fail-points";

    public override IReadOnlyList<FootingKind> ShortFootings { get; } = [FootingKind.RabbitMq];

    public override async Task RunAsync(Arena arena, Scale scale, CancellationToken cancellationToken)
    {
        var rounds = scale == Scale.Full ? 5 : 1;
        string[] points = [.. Everywhere, .. arena.Footing.Kind == FootingKind.RabbitMq ? OnTheWire : []];
        foreach (var point in Enumerable.Repeat(points, rounds).SelectMany(p => p))
        {
            await DieAtAsync(arena, point, cancellationToken);
        }
        await arena.Fleet.StartAsync(2, cancellationToken);
    }

    // Alone, so that it is this one that comes to the point; a healthy one then goes on with what it left, until the next takes over from that.
    private static async Task DieAtAsync(Arena arena, string point, CancellationToken cancellationToken)
    {
        var doomed = arena.Fleet.Add(("KillAt", point));
        for (var i = 0; i < 400 && !doomed.HasExited; i++)
        {
            await arena.Producer.SendStepAsync($"k{i % 7}", 5, cancellationToken);
            await arena.Producer.SendFreeAsync(5, cancellationToken);
            await arena.Producer.PublishFactAsync($"f{i % 3}", 2, cancellationToken);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
        if (!doomed.HasExited)
        {
            arena.Found.Add(new Violation("I6", $"nothing reached {point}"));
            await doomed.KillAsync();
        }
        arena.Fleet.Forget(doomed);
        var healthy = arena.Fleet.Add();
        await arena.RecoversWithProbeAsync("handling again after a death at a point", Fleet.Lease + TimeSpan.FromSeconds(10), cancellationToken);
        await healthy.KillAsync();
        arena.Fleet.Forget(healthy);
    }
}
