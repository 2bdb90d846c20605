namespace Slipway.Benchmarks.Messaging;

/// <summary>One line of a result file.</summary>
/// <param name="Measure">What was done, <c>throughput</c> say.</param>
/// <param name="Leg">By what.</param>
/// <param name="Round">In which round.</param>
/// <param name="Metric">What was measured.</param>
/// <param name="Value">How much.</param>
internal sealed record Sample(string Measure, string Leg, int Round, string Metric, double Value);
