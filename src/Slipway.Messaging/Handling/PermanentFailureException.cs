namespace Slipway.Messaging;

/// <summary>Thrown by a handler when trying again cannot help: the message goes to the dead letters at once.</summary>
public sealed class PermanentFailureException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="PermanentFailureException"/> class.</summary>
    public PermanentFailureException()
        : base("The message cannot be handled.")
    {
    }

    /// <summary>Initializes a new instance of the <see cref="PermanentFailureException"/> class.</summary>
    /// <param name="message">Why trying again cannot help.</param>
    public PermanentFailureException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="PermanentFailureException"/> class.</summary>
    /// <param name="message">Why trying again cannot help.</param>
    /// <param name="innerException">What was thrown underneath.</param>
    public PermanentFailureException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
