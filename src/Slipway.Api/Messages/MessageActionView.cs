namespace Slipway.Api;

/// <summary>What came of a replay or a drop, one per message.</summary>
/// <param name="Id">The message.</param>
/// <param name="Result">See <see cref="MessageActionResults"/>.</param>
/// <param name="NewId">The message that was sent instead, for a replay.</param>
/// <param name="Explanation">A sentence for people.</param>
public sealed record MessageActionView(string Id, string Result, string? NewId, string Explanation);
