namespace Slipway.Api;

/// <summary>An attempt that did not end well, or what a person did about a message.</summary>
/// <param name="Attempt">Its number, from 1.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Result"><c>failed</c>, <c>dead</c>, <c>handed-over</c>, <c>lease-lost</c>, <c>lost</c>, <c>replayed</c>, <c>dropped</c>, …</param>
/// <param name="ErrorType">The type of the exception; null where there was none.</param>
/// <param name="Error">What went wrong, in one line.</param>
/// <param name="Detail">The exception with its stack, at most 8000 characters.</param>
public sealed record MessageAttemptView(
    int Attempt, DateTimeOffset? StartedAt, DateTimeOffset EndedAt, string Result, string? ErrorType, string? Error, string? Detail);
