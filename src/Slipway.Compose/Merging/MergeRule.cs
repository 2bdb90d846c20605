namespace Slipway.Compose;

/// <summary>How the value of a later file or extending service joins an earlier one. Both are in any form that the attribute allows.</summary>
internal delegate ComposeNode MergeRule(ComposeNode earlier, ComposeNode later, Merger merger, PathTableNode<MergeRule>? below);
