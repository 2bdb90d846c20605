namespace Slipway.Core.Clusters;

/// <summary>What became of a part of a configuration set.</summary>
public enum ChangeKind
{
    Unchanged,
    Added,
    Changed,
    Removed,
}
