namespace Slipway.Messaging.Chaos;

/// <summary>A task of which only the newest of its key matters.</summary>
[Work("ledger.build")]
internal sealed record LedgerBuild(string Id, string Key, int Seq, int WorkMs, int CommitMs) : ILedgerMessage;
