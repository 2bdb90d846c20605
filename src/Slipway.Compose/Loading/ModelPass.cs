namespace Slipway.Compose;

/// <summary>A pass over one model: the project, or an included one.</summary>
internal sealed record ModelPass(string Name, ComposeStages Stage, Func<ComposeNode, LoadContext, ComposeNode> Run);
