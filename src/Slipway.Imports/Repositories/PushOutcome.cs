namespace Slipway.Imports.Repositories;

/// <summary>What became of the report of a push.</summary>
public enum PushOutcome
{
    /// <summary>It was new: <c>github.pushed</c> is published.</summary>
    Published,

    /// <summary>It was known already, or concerns no environment; nothing is published.</summary>
    Known,

    /// <summary>Its delivery was taken before; nothing is stored or published.</summary>
    Redelivered,
}
