namespace Slipway.Messaging.Chaos;

/// <summary>As <see cref="LedgerStep"/>, without any order.</summary>
[Work("ledger.free")]
internal sealed record LedgerFree(string Id, string Key, int Seq, int WorkMs, int CommitMs) : ILedgerMessage;
