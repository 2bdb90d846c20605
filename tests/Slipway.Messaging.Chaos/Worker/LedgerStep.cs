namespace Slipway.Messaging.Chaos;

/// <summary>A task whose effect is one row in the ledger. One at a time by key, unless it has none.</summary>
/// <param name="Id">Identifies it in the ledger.</param>
/// <param name="Key">The key; empty for a task without order.</param>
/// <param name="Seq">Its place in the line of its key.</param>
/// <param name="WorkMs">How long its handler takes.</param>
/// <param name="CommitMs">How long its transaction stays open after the writes.</param>
[Work("ledger.step")]
internal sealed record LedgerStep(string Id, string Key, int Seq, int WorkMs, int CommitMs) : ILedgerMessage;
