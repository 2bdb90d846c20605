using System.Collections.Immutable;

namespace Slipway.Api;

/// <summary>Why an operation failed.</summary>
/// <param name="Instance">The instance; null where none is to blame.</param>
/// <param name="Reason">What happened, in a sentence.</param>
/// <param name="Location">The place in the user's file, as <c>compose.yaml:7:12</c>; null where there is none.</param>
/// <param name="LastLines">The end of its log or build output, at most 20 lines.</param>
/// <param name="NextStep">What to do.</param>
public sealed record FailureView(string? Instance, string Reason, string? Location, ImmutableArray<string> LastLines, string NextStep);
