using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>A list of nodes.</summary>
public sealed class ComposeSequence : ComposeNode
{
    /// <summary>Creates a sequence.</summary>
    /// <param name="items">The items.</param>
    /// <param name="span">Where it is written.</param>
    public ComposeSequence(ImmutableArray<ComposeNode> items, SourceSpan span)
        : base(span) => Items = items;

    /// <summary>Gets the items, in order.</summary>
    public ImmutableArray<ComposeNode> Items { get; }

    internal override ComposeNode WithMark(NodeMark mark) => new ComposeSequence(Items, Span) { Mark = mark };

    internal ComposeSequence With(ImmutableArray<ComposeNode> items) => new(items, Span);
}
