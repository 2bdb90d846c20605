using System.Collections.Immutable;

namespace Slipway.Api;

/// <summary>Asks that dead letters are sent again: <c>POST /api/messages/replay</c>. Give either ids or <see cref="All"/>.</summary>
public sealed record ReplayRequest
{
    /// <summary>Gets the ids, whole or as far as they are unique.</summary>
    public ImmutableArray<string> Ids { get; init; } = [];

    /// <summary>Gets a value indicating whether every dead letter is meant that the filters below leave.</summary>
    public bool All { get; init; }

    /// <summary>Gets the name; with <see cref="All"/>.</summary>
    public string? Name { get; init; }

    /// <summary>Gets a part of the reason, whatever its case; with <see cref="All"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets how long they must be dead at least, as <c>30s</c>, <c>5m</c>, <c>2h</c> or <c>1d</c>; with <see cref="All"/>.</summary>
    public string? OlderThan { get; init; }

    /// <summary>Gets another body (JSON) to send; with one id only.</summary>
    public string? Body { get; init; }

    /// <summary>Gets how many may begin in a second, so that many do not run at once; 0.001 to 1000, null for no such limit.</summary>
    public double? Rate { get; init; }

    /// <summary>Gets who asks, for the record; at most 100 characters.</summary>
    public string? By { get; init; }
}
