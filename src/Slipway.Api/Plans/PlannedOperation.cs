using System.Collections.Immutable;

namespace Slipway.Api;

/// <summary>One engine call of a plan.</summary>
public sealed record PlannedOperation(int Id, ImmutableArray<int> After, string Verb, string Subject, string? Instance, string Cause);
