namespace Slipway.Compose;

/// <summary>What gives a variable its value.</summary>
public enum VariableSource
{
    /// <summary>Nothing: it is not set, and counts as empty.</summary>
    Unset,

    /// <summary>The environment that the caller passed, usually that of the process.</summary>
    Environment,

    /// <summary>The <c>.env</c> of the project directory.</summary>
    DotEnv,

    /// <summary>A file named by the caller or by <c>COMPOSE_ENV_FILES</c>.</summary>
    EnvFile,

    /// <summary>An env file of an <c>include</c>.</summary>
    IncludeEnvFile,

    /// <summary>The default in the template: <c>${NAME:-text}</c>.</summary>
    Default,

    /// <summary>The alternative in the template: <c>${NAME:+text}</c>.</summary>
    Alternative,

    /// <summary>An earlier line of the same file, or the service's own <c>environment</c>.</summary>
    SameFile,

    /// <summary>The loader itself: <c>COMPOSE_PROJECT_NAME</c> and <c>PWD</c>.</summary>
    Loader,
}
