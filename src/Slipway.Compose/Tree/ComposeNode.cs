namespace Slipway.Compose;

/// <summary>A node of a Compose tree: a mapping, a sequence or a scalar. Nodes never change; passes share those they do not touch.</summary>
public abstract class ComposeNode
{
    private protected ComposeNode(SourceSpan span) => Span = span;

    /// <summary>Gets the place where the node is written. After a merge it is the place in the file that won.</summary>
    public SourceSpan Span { get; }

    /// <summary>Gets the tag of a node that removes or replaces what an earlier file says.</summary>
    internal NodeMark Mark { get; init; }

    internal abstract ComposeNode WithMark(NodeMark mark);

    internal bool IsNull => this is ComposeScalar { Kind: ScalarKind.Null };
}
