namespace Slipway.Git.Trees;

/// <summary>Something with directories and links: a Git tree, or a checkout on the disk.</summary>
internal interface ILinkSpace<TNode>
    where TNode : class
{
    TNode Root { get; }

    TNode? Child(TNode directory, string name);

    EntryKind KindOf(TNode node);

    string PathOf(TNode node);

    string ReadLink(TNode link);
}
