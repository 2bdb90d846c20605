namespace Slipway.Compose;

/// <summary>A pass over the finished project.</summary>
internal sealed record ProjectPass(string Name, ComposeStages Stage, Func<ProjectState, LoadContext, ProjectState> Run);
