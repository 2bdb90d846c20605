namespace Slipway.Messaging.Chaos;

/// <summary>A row of the ledger, in the order of commits.</summary>
internal sealed record Effect(long Pos, string Id, string Key, long Seq, long Fence, string Worker, long Started, long Ended);
