namespace Slipway.Compose;

/// <summary>The tags of the Compose Specification that act on an earlier file.</summary>
internal enum NodeMark
{
    None,
    Reset,
    Override,

    /// <summary>A merged value in the place of a key that is reset: the reset counts for what was loaded before, and the value stays.</summary>
    Uncovered,
}
