namespace Slipway.Core.Engines;

/// <summary>The engine refused a call.</summary>
public sealed class EngineException : Exception
{
    public EngineException()
    {
    }

    public EngineException(string message)
        : base(message)
    {
    }

    public EngineException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public EngineException(EngineFailure failure, int statusCode, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Failure = failure;
        StatusCode = statusCode;
    }

    /// <summary>Gets what kind of refusal it was.</summary>
    public EngineFailure Failure { get; } = EngineFailure.Other;

    /// <summary>Gets the HTTP status of the engine's answer; 0 where there was none.</summary>
    public int StatusCode { get; }
}
