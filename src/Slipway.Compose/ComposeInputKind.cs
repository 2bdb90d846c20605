namespace Slipway.Compose;

/// <summary>What a file is to a project.</summary>
public enum ComposeInputKind
{
    /// <summary>A Compose file named by the caller or found.</summary>
    Compose,

    /// <summary>The override file beside a Compose file that was found.</summary>
    Override,

    /// <summary>A Compose file that another includes.</summary>
    Include,

    /// <summary>A Compose file that holds the base of an extended service.</summary>
    Extends,

    /// <summary>A file with values for variables, such as <c>.env</c>.</summary>
    DotEnv,

    /// <summary>A file of a service's <c>env_file</c>.</summary>
    EnvFile,

    /// <summary>A file of a service's <c>label_file</c>.</summary>
    LabelFile,

    /// <summary>The content of a config. Not read by the loader.</summary>
    Config,

    /// <summary>The content of a secret. Not read by the loader.</summary>
    Secret,
}
