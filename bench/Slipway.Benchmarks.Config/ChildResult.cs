namespace Slipway.Benchmarks.Config;

/// <summary>What a run of a program took.</summary>
/// <param name="Taken">Wall time.</param>
/// <param name="PeakMemory">The most memory it held, in bytes.</param>
/// <param name="ExitCode">Its exit code.</param>
internal readonly record struct ChildResult(TimeSpan Taken, long PeakMemory, int ExitCode);
