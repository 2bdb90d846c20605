namespace Slipway.Messaging;

/// <summary>How much this process can take, asked when a claim has its turn: slots become free while it waits.</summary>
/// <param name="Free">How many slots are free.</param>
/// <param name="RunningOf">How many of a message run, by its name.</param>
internal sealed record Room(Func<int> Free, Func<string, int> RunningOf)
{
    /// <summary>Gets what hears of a claim before its transaction is committed: the next claim may have its turn before this one is known to have succeeded.</summary>
    public Action<Claim> Taken { get; init; } = _ => { };

    /// <summary>Room for so many, of whatever.</summary>
    public static Room For(int slots) => new(() => slots, _ => 0);

    /// <summary>How many of a lane there is room for, when so many slots are left; not above zero for none.</summary>
    public int In(Lane lane, int left) => lane.Parallel is { } most ? Math.Min(left, most - RunningOf(lane.Name)) : left;
}
