namespace Slipway.Messaging.Chaos;

/// <summary>Fails on every attempt; <see cref="LedgerSlowFailing"/> does so with long delays.</summary>
[Work("ledger.failing")]
internal sealed record LedgerFailing(string Id);
