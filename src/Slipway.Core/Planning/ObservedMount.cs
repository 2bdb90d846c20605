namespace Slipway.Core.Planning;

/// <summary>A volume or host path that a container has; memory and what holds its small files are not among them.</summary>
/// <param name="Source">The volume's name, or the path on the host.</param>
/// <param name="Target">The path inside.</param>
/// <param name="ReadOnly">Whether it cannot be written.</param>
/// <param name="IsAnonymous">Whether it is a volume to which the engine gave the name.</param>
public sealed record ObservedMount(string Source, string Target, bool ReadOnly, bool IsAnonymous = false);
