using System.Collections.Immutable;

namespace Slipway.Core.Engines;

/// <summary>A command inside of a container that failed.</summary>
/// <param name="Reason">Which one, and how it ended.</param>
/// <param name="LastLines">The end of its output.</param>
public sealed record CommandFailure(string Reason, ImmutableArray<string> LastLines);
