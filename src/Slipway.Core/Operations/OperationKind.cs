namespace Slipway.Core.Operations;

/// <summary>What was asked for.</summary>
public enum OperationKind
{
    /// <summary>An environment of a repository.</summary>
    Import,

    /// <summary>A cluster from runnable configurations.</summary>
    Create,

    /// <summary>Another revision of a cluster.</summary>
    Update,

    /// <summary>The removal of a cluster.</summary>
    Remove,
}
