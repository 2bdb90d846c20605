using System.Collections.Immutable;

namespace Slipway.Core.Planning;

/// <summary>A container that goes, and how it comes back while there is a way back.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="OldContainer">The id of the one that goes.</param>
/// <param name="NewContainer">The name under which the one that takes its place is created; null where none does.</param>
/// <param name="StopNode">The node that stops the old one.</param>
/// <param name="CommitNode">The node that removes the old one; once it is done there is no way back.</param>
/// <param name="WasRunning">Whether the old one ran and has to be started again.</param>
public sealed record Replacement(string Instance, string OldContainer, string? NewContainer, int StopNode, int CommitNode, bool WasRunning)
{
    /// <summary>Gets whether the new one starts before the old one stops.</summary>
    public bool StartsFirst { get; init; }

    /// <summary>Gets the networks that the old one was taken from, because they are made again.</summary>
    public ImmutableArray<DesiredAttachment> Rejoins { get; init; } = [];
}
