namespace Slipway.Messaging.RabbitMq;

/// <summary>What the broker said to a message.</summary>
internal enum SendOutcome
{
    /// <summary>It has it, in every queue that it belongs in.</summary>
    Confirmed,

    /// <summary>No queue takes a task of this name: its application has never run with this broker, or handles it no more.</summary>
    Unroutable,

    /// <summary>It does not take it now: a queue is full, say.</summary>
    Refused,

    /// <summary>It said nothing. It may have it, so the same id is sent again.</summary>
    Unknown,

    /// <summary>It was not sent, because one before it of its key was not confirmed.</summary>
    Behind,
}
