namespace Slipway.Imports.Repositories;

/// <summary>Which pull requests get an environment.</summary>
public enum PullRequestPolicy
{
    /// <summary>None.</summary>
    None,

    /// <summary>Every open one.</summary>
    All,

    /// <summary>Open ones that carry the label.</summary>
    Labelled,
}
