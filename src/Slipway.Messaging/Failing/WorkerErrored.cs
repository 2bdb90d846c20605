namespace Slipway.Messaging;

/// <summary>
/// A message could not be handled. Published in the transaction that records the failure, on the chain of the failed message; subscribe
/// with <c>Event&lt;WorkerErrored&gt;().Run&lt;…&gt;()</c>. A failure to handle this event publishes no other.
/// </summary>
/// <param name="Name">The name of the message on the wire.</param>
/// <param name="Version">The version of its body.</param>
/// <param name="MessageId">Its id.</param>
/// <param name="Application">The application that could not handle it.</param>
/// <param name="Attempt">The attempt that failed, from 1.</param>
/// <param name="Final">Whether the message is given up; false only where <see cref="WorkerOptions.ErrorEvents"/> asks for every attempt.</param>
/// <param name="Reason">One line for people, as shown beside the dead letter; at most 500 characters.</param>
/// <param name="ErrorType">The full name of the exception's type; null where nothing was thrown.</param>
/// <param name="Error">The exception's message, at most 4,000 characters; null where nothing was thrown.</param>
/// <param name="Stack">The exception with its stack and inner exceptions, at most 8,000 characters; null where nothing was thrown.</param>
[Event(WireName)]
public sealed record WorkerErrored(
    string Name,
    int Version,
    string MessageId,
    string Application,
    int Attempt,
    bool Final,
    string Reason,
    string? ErrorType,
    string? Error,
    string? Stack)
{
    /// <summary>The name on the wire.</summary>
    public const string WireName = "worker.errored";
}
