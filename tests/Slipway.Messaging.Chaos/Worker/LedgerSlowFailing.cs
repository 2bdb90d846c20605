namespace Slipway.Messaging.Chaos;

/// <summary>Fails on every attempt, with a delay that outlasts those of <see cref="LedgerFailing"/>.</summary>
[Work("ledger.slow-failing")]
internal sealed record LedgerSlowFailing(string Id);
