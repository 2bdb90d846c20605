using System.Collections.Immutable;

namespace Slipway.Messaging;

/// <summary>
/// Where deliveries wait: all in one lane, but those of a limited message in a lane of its own, so that others need not pass them. Each
/// lane is the first to be served in turn, so that none starves behind the others.
/// </summary>
internal sealed class Lanes
{
    /// <summary>The name of the lane that has no limit of its own.</summary>
    public const string General = "";

    private readonly ImmutableArray<Lane> _lanes;
    private uint _turn;

    public Lanes(MessageCatalog catalog)
    {
        _lanes =
        [
            new Lane(General, null, null),
            .. catalog.Handled.Where(d => d.Lane != General).DistinctBy(d => d.Name).Select(d => new Lane(d.Name, d.Throttle, d.Parallel)),
        ];
    }

    public IEnumerable<Lane> InTurn()
    {
        var first = (int)(Interlocked.Increment(ref _turn) % (uint)_lanes.Length);
        return _lanes[first..].Concat(_lanes[..first]);
    }
}
