namespace Slipway.Core.Engines;

/// <summary>The engine does not answer; trying again later may help.</summary>
public sealed class EngineUnreachableException : Exception
{
    public EngineUnreachableException()
    {
    }

    public EngineUnreachableException(string message)
        : base(message)
    {
    }

    public EngineUnreachableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
