using System.Collections.Immutable;

namespace Slipway.Api;

/// <summary>What a deployment would do now, and why: <c>GET /api/clusters/NAME/plan</c>.</summary>
/// <param name="Cluster">The environment.</param>
/// <param name="Revision">The revision that it would bring containers in line with.</param>
/// <param name="Operations">The engine calls, each after those that it waits for.</param>
/// <param name="Unchanged">What stays as it is.</param>
/// <param name="Problems">Why it cannot be done.</param>
/// <param name="Notices">What the user should know.</param>
/// <param name="Text">The same as text.</param>
public sealed record PlanView(
    string Cluster,
    int Revision,
    ImmutableArray<PlannedOperation> Operations,
    ImmutableArray<PlannedKeep> Unchanged,
    ImmutableArray<string> Problems,
    ImmutableArray<string> Notices,
    string Text);
