namespace Slipway.Messaging.Chaos;

/// <summary>Kills the process that handles it, each time.</summary>
[Work("ledger.crash")]
internal sealed record LedgerCrash(string Id);
