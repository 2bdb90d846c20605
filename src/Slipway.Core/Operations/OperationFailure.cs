using System.Collections.Immutable;
using Slipway.Core.Diagnostics;

namespace Slipway.Core.Operations;

/// <summary>Why an operation failed, with the evidence.</summary>
/// <param name="Instance">The instance; null where none is to blame.</param>
/// <param name="Reason">What happened, in a sentence.</param>
/// <param name="Location">The place in the user's file; null where there is none.</param>
/// <param name="LastLines">The end of its log or build output, at most 20 lines.</param>
/// <param name="NextStep">What to do.</param>
public sealed record OperationFailure(
    string? Instance, string Reason, SourceLocation? Location, ImmutableArray<string> LastLines, string NextStep);
