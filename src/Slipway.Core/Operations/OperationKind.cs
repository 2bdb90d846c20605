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

    /// <summary>What a push to its repository asks for.</summary>
    Push,

    /// <summary>The current revision once more.</summary>
    Redeploy,

    /// <summary>An earlier revision as the next one.</summary>
    Rollback,

    /// <summary>The removal of a cluster.</summary>
    Remove,
}
