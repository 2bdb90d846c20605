using System.Collections.Immutable;

namespace Slipway.Messaging;

/// <summary>Thrown by <c>Publish</c> and <c>Send</c> when a message breaks the rules that its registration states. Nothing is sent.</summary>
public sealed class InvalidMessageException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="InvalidMessageException"/> class.</summary>
    public InvalidMessageException()
        : this("The message is not valid.")
    {
    }

    /// <summary>Initializes a new instance of the <see cref="InvalidMessageException"/> class.</summary>
    /// <param name="message">What is wrong.</param>
    public InvalidMessageException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="InvalidMessageException"/> class.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">What was thrown underneath.</param>
    public InvalidMessageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="InvalidMessageException"/> class.</summary>
    /// <param name="name">The message's name on the wire.</param>
    /// <param name="problems">What is wrong with it.</param>
    public InvalidMessageException(string name, ImmutableArray<string> problems)
        : base($"'{name}' cannot be sent: {string.Join("; ", problems)}")
    {
        Problems = problems;
    }

    /// <summary>Gets what is wrong, one entry per rule that is broken.</summary>
    public ImmutableArray<string> Problems { get; } = [];
}
