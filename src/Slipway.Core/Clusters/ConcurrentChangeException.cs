namespace Slipway.Core.Clusters;

/// <summary>What was read has been changed by another transaction meanwhile, or a name was taken; doing it again on what is true may help.</summary>
public sealed class ConcurrentChangeException : Exception
{
    public ConcurrentChangeException()
        : base("It was changed by someone else meanwhile.")
    {
    }

    public ConcurrentChangeException(string message)
        : base(message)
    {
    }

    public ConcurrentChangeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
