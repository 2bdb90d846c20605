namespace Slipway.Messaging;

/// <summary>How far a running delivery is, by what its handler last said.</summary>
/// <param name="Progress">From 0 to 1; null if unknown.</param>
/// <param name="Note">One line for people.</param>
internal sealed record Beat(double? Progress, string? Note);
