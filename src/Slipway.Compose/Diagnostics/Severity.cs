namespace Slipway.Compose;

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    /// <summary>The project loads, but something deserves a look.</summary>
    Warning,

    /// <summary>The project cannot be used until this is changed.</summary>
    Error,
}
