namespace Slipway.Core.Deploying;

/// <summary>How a node of a plan ended.</summary>
internal enum NodeStatus
{
    /// <summary>It was carried out.</summary>
    Done,

    /// <summary>It was tried and failed.</summary>
    Failed,

    /// <summary>It was not begun, because something before it was not done.</summary>
    Skipped,
}
