namespace Slipway.Messaging.Chaos;

/// <summary>One way in which things go wrong, with load on top.</summary>
internal abstract class Fault
{
    /// <summary>Gets the number in the list of docs/chaos.md.</summary>
    public abstract int Number { get; }

    /// <summary>Gets the name for the command line.</summary>
    public abstract string Name { get; }

    /// <summary>Gets where it applies.</summary>
    public virtual IReadOnlyList<FootingKind> Footings { get; } = [FootingKind.Sqlite, FootingKind.Postgres, FootingKind.RabbitMq];

    /// <summary>Gets a value indicating whether its short rounds are among the tests of every run.</summary>
    public virtual bool IsInEveryRun => true;

    /// <summary>Gets where the short rounds run; by default everywhere.</summary>
    public virtual IReadOnlyList<FootingKind> ShortFootings => Footings;

    /// <summary>Gets how many claims may count as no attempt; a fault that hands messages over, or lets leases run out, has some.</summary>
    public virtual int HandOversAtMost => 0;

    /// <summary>Gets how long nothing may move before the run is given up as stuck.</summary>
    public virtual TimeSpan Patience => TimeSpan.FromSeconds(15);

    /// <summary>Starts workers, sends, disturbs. Ends when the disturbing is over; what was sent then has time to come to its end.</summary>
    public abstract Task RunAsync(Arena arena, Scale scale, CancellationToken cancellationToken);

    /// <summary>Looks at the ledger for what only this fault knows.</summary>
    public virtual IEnumerable<Violation> Check(Arena arena, Ledger ledger) => [];
}
