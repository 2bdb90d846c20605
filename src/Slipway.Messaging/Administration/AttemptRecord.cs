namespace Slipway.Messaging;

/// <summary>An attempt that did not end well, or what a person did about a delivery.</summary>
/// <param name="Attempt">Its number, from 1.</param>
/// <param name="StartedAt">When it began; null for what was done before any attempt.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Result"><c>failed</c>, <c>dead</c>, <c>handed-over</c>, <c>lease-lost</c>, <c>lost</c>, <c>final-handler-failed</c>, <c>replayed</c>, <c>dropped</c>.</param>
/// <param name="ErrorType">The type of the exception; null where there was none.</param>
/// <param name="Error">One line: what went wrong.</param>
/// <param name="Detail">The exception with its stack, cut.</param>
public sealed record AttemptRecord(
    int Attempt, DateTimeOffset? StartedAt, DateTimeOffset EndedAt, string Result, string? ErrorType, string? Error, string? Detail);
