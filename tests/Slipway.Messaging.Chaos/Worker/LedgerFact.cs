namespace Slipway.Messaging.Chaos;

/// <summary>An event: its handler writes a row and sends a <see cref="LedgerStep"/> of the same key and place in the same transaction.</summary>
[Event("ledger.fact")]
internal sealed record LedgerFact(string Id, string Key, int Seq, int WorkMs, int CommitMs) : ILedgerMessage;
