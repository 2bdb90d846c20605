namespace Slipway.Core.Planning;

/// <summary>A container that takes the place of another one.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="OldContainer">The id of the one that goes.</param>
/// <param name="NewContainer">The name under which the new one is created.</param>
/// <param name="StopNode">The node that stops the old one.</param>
/// <param name="CommitNode">The node that removes the old one; once it is done there is no way back.</param>
/// <param name="WasRunning">Whether the old one ran and has to be started again.</param>
public sealed record Replacement(string Instance, string OldContainer, string NewContainer, int StopNode, int CommitNode, bool WasRunning);
