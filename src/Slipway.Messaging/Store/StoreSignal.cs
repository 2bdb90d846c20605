namespace Slipway.Messaging;

/// <summary>What other processes are told once a transaction is committed.</summary>
/// <param name="Kind">What there is to look for.</param>
/// <param name="Application">Whose deliveries they are.</param>
internal readonly record struct StoreSignal(StoreSignalKind Kind, string Application);
