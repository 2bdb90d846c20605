namespace Slipway.Messaging.Chaos;

/// <summary>What the ledger calls this process.</summary>
internal sealed record WorkerName(string Text);
