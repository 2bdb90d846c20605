namespace Slipway.Core.Operations;

/// <summary>Where one instance stands.</summary>
/// <param name="Name">The instance.</param>
/// <param name="Phase">What happens to it.</param>
/// <param name="Detail">One line, such as the last one of a build; empty for none.</param>
/// <param name="ChangedAt">When the phase began.</param>
public sealed record InstanceProgress(string Name, InstancePhase Phase, string Detail, DateTimeOffset ChangedAt);
