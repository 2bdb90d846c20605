namespace Slipway.Compose;

/// <summary>What a place that sets a value is.</summary>
public enum OriginKind
{
    /// <summary>A Compose file: the first one, an override, an included or an extended one.</summary>
    ComposeFile,

    /// <summary>A file of the service's <c>env_file</c>.</summary>
    EnvFile,

    /// <summary>A file of the service's <c>label_file</c>.</summary>
    LabelFile,

    /// <summary>Nothing says so; it is what the specification leaves to be understood.</summary>
    Default,

    /// <summary>The caller, by an option.</summary>
    Option,

    /// <summary>A variable with a meaning of its own, such as <c>COMPOSE_PROJECT_NAME</c>.</summary>
    Variable,

    /// <summary>The name of the project directory.</summary>
    Directory,
}
