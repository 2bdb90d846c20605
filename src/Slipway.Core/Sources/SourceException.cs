namespace Slipway.Core.Sources;

/// <summary>Something is wrong with the repository, ref or path that was named.</summary>
public sealed class SourceException : Exception
{
    public SourceException()
    {
    }

    public SourceException(string message)
        : base(message)
    {
    }

    public SourceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public SourceException(SourceFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>Gets what kind of failure it is.</summary>
    public SourceFailure Failure { get; }
}
