using System.Collections.Immutable;

namespace Slipway.Messaging;

/// <summary>How messaging does, with what each part says.</summary>
/// <param name="Findings">One per part, in a fixed order.</param>
public sealed record HealthReport(ImmutableArray<HealthFinding> Findings)
{
    /// <summary>Gets the worst state of all parts; healthy where there is none.</summary>
    public HealthState State => Findings.IsEmpty ? HealthState.Healthy : Findings.Max(f => f.State);
}
