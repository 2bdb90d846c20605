namespace Slipway.Compose;

/// <summary>Binds the finished tree to types.</summary>
internal static class ProjectReader
{
    public static ComposeProject Read(ProjectState state, LoadContext context)
    {
        var tree = state.Tree;
        var disabled = new ComposeMapping([new ComposeEntry("services", state.Disabled.Span, state.Disabled)], state.Disabled.Span);
        var project = new ComposeProject
        {
            Name = context.ProjectName,
            WorkingDirectory = context.ProjectDirectory,
            Tree = tree,
            DisabledTree = state.Disabled,
            Environment = ComposeMap.Create(context.Environment),
        };
        if (!context.Does(ComposeStages.Interpolation))
        {
            // A tree with templates in it has no types.
            return project with { EscapesDollars = false };
        }

        return project with
        {
            Services = tree.ObjectMap("services", ServiceReader.Read),
            DisabledServices = disabled.ObjectMap("services", ServiceReader.Read),
            Networks = tree.ObjectMap("networks", ResourceReader.Network),
            Volumes = tree.ObjectMap("volumes", ResourceReader.Volume),
            Configs = tree.ObjectMap("configs", ResourceReader.Config),
            Secrets = tree.ObjectMap("secrets", ResourceReader.Secret),
            Models = tree.ObjectMap("models", ResourceReader.Model),
        };
    }
}
