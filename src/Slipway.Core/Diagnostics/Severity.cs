namespace Slipway.Core.Diagnostics;

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    /// <summary>Told, nothing else.</summary>
    Info,

    /// <summary>Honoured in another way than written, or not honoured yet.</summary>
    Warning,

    /// <summary>Refused: nothing is deployed.</summary>
    Error,
}
