namespace Slipway.Messaging;

/// <summary>What came of something that a person asked for.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Verdict">Whether it was done.</param>
/// <param name="NewId">The message that was sent instead, for a replay.</param>
/// <param name="Explanation">A sentence for people.</param>
public sealed record AdministrationResult(string MessageId, AdministrationVerdict Verdict, string? NewId, string Explanation);
