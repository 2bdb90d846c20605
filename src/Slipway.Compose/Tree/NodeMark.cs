namespace Slipway.Compose;

/// <summary>The tags of the Compose Specification that act on an earlier file.</summary>
internal enum NodeMark
{
    None,
    Reset,
    Override,
}
