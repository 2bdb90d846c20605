namespace Slipway.Messaging.Chaos;

/// <summary>All faults, in the order of the list in docs/chaos.md.</summary>
internal static class Faults
{
    public static IReadOnlyList<Func<Fault>> All { get; } =
    [
        () => new KilledWorkers(),
        () => new FailPoints(),
        () => new PoisonProcess(),
        () => new BrokerKilled(),
        () => new DatabaseKilled(),
        () => new Duplicates(),
        () => new FrozenHolder(),
        () => new PoisonBodies(),
        () => new SharedKeys(),
        () => new SupersedingStorm(),
        () => new RollingStop(),
        () => new RelayOrder(),
        () => new RetrySchedule(),
        () => new TopologyDrift(),
    ];

    public static Fault Named(string name) => All.Select(make => make()).Single(fault => fault.Name == name);
}
