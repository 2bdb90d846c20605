using Slipway.Messaging;

namespace Slipway.Benchmarks.Messaging;

/// <summary>A task that is nothing but counted.</summary>
/// <param name="Number">Which one.</param>
[Work("benchmark.numbered")]
internal sealed record Numbered(int Number);
