namespace Slipway.Benchmarks.Messaging;

/// <summary>How Slipway's legs send and handle.</summary>
/// <param name="Batch">Messages of one session.</param>
/// <param name="Publishers">Sessions at once.</param>
/// <param name="Concurrency">Handlers at once.</param>
/// <param name="Keyed">Whether parcels of one key run one at a time and in order.</param>
internal sealed record SlipwaySettings(int Batch, int Publishers, int Concurrency, bool Keyed = false);
