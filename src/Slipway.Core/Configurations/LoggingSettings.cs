using System.Collections.Immutable;

namespace Slipway.Core.Configurations;

/// <summary>Where the engine sends the output of a container.</summary>
public sealed record LoggingSettings(string? Driver, ImmutableSortedDictionary<string, string> Options);
