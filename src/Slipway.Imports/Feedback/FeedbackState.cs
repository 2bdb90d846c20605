namespace Slipway.Imports.Feedback;

/// <summary>What is said of a commit.</summary>
public enum FeedbackState
{
    /// <summary>It is on its way.</summary>
    Pending,

    /// <summary>It runs.</summary>
    Success,

    /// <summary>It does not run, or its files are wrong.</summary>
    Failure,

    /// <summary>No verdict: newer work came before it.</summary>
    Superseded,
}
