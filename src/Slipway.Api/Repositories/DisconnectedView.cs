using System.Collections.Immutable;

namespace Slipway.Api;

/// <summary>The answer to <c>DELETE /api/repositories/ID</c>.</summary>
/// <param name="Repository">The repository that is no longer followed.</param>
/// <param name="Kept">The environments that stay as they are.</param>
/// <param name="Removing">The environments that are being removed.</param>
public sealed record DisconnectedView(string Repository, ImmutableArray<string> Kept, ImmutableArray<string> Removing);
