using System.Collections.Immutable;

namespace Slipway.Api;

/// <summary>Asks that messages are not done: <c>POST /api/messages/drop</c>.</summary>
public sealed record DropRequest
{
    /// <summary>Gets the ids, whole or as far as they are unique.</summary>
    public ImmutableArray<string> Ids { get; init; } = [];

    /// <summary>Gets why, for the record; at most 200 characters.</summary>
    public string Why { get; init; } = string.Empty;

    /// <summary>Gets who asks, for the record; at most 100 characters.</summary>
    public string? By { get; init; }
}
