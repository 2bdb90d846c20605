namespace Slipway.Api;

/// <summary>The progress of one instance.</summary>
/// <param name="Name">The instance.</param>
/// <param name="Phase">Where it stands; see <see cref="InstancePhases"/>.</param>
/// <param name="Detail">One line: the last line of a build, the reason of a failure; empty for none.</param>
/// <param name="ChangedAt">When the phase began.</param>
public sealed record InstanceView(string Name, string Phase, string Detail, DateTimeOffset ChangedAt);
