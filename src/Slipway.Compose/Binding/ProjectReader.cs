namespace Slipway.Compose;

/// <summary>Makes the project of a finished tree.</summary>
internal static class ProjectReader
{
    public static ComposeProject Read(ProjectState state, LoadContext context)
    {
        // The types follow when they are asked for.
        return new ComposeProject
        {
            Name = context.ProjectName,
            WorkingDirectory = context.ProjectDirectory,
            Tree = state.Tree,
            DisabledTree = state.Disabled,
            Environment = ComposeMap.Create(context.Environment),
            EscapesDollars = !context.KeepsTemplates,
        };
    }
}
