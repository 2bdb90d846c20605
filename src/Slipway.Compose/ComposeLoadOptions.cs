using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace Slipway.Compose;

/// <summary>What to load, and with which values.</summary>
public sealed record ComposeLoadOptions
{
    /// <summary>Gets the absolute directory where the search for a Compose file starts and to which the files named here are relative.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>
    /// Gets the directory to which paths inside the Compose files are relative. Null, the default: the directory of the first file.
    /// </summary>
    public string? ProjectDirectory { get; init; }

    /// <summary>
    /// Gets the Compose files, later ones overriding earlier ones. Empty, the default: those of <c>COMPOSE_FILE</c>, else the first of the usual names
    /// in the working directory or a parent, with its override file. <c>-</c> stands for <see cref="StandardInput"/>.
    /// </summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>Gets the text of the file <c>-</c>. Null: there is none.</summary>
    public string? StandardInput { get; init; }

    /// <summary>Gets the active profiles; <c>*</c> activates all. Empty, the default: those of <c>COMPOSE_PROFILES</c>.</summary>
    public ImmutableArray<string> Profiles { get; init; } = [];

    /// <summary>Gets the services wanted, with what they depend on. Names may be glob patterns. Empty, the default: all active ones.</summary>
    public ImmutableArray<string> Services { get; init; } = [];

    /// <summary>Gets the project name. Null, the default: <c>COMPOSE_PROJECT_NAME</c>, the <c>name</c> attribute, or the project directory's name.</summary>
    public string? ProjectName { get; init; }

    /// <summary>Gets the files with values for variables. Empty, the default: <c>COMPOSE_ENV_FILES</c>, else <c>.env</c> in the project directory if it is there.</summary>
    public ImmutableArray<string> EnvFiles { get; init; } = [];

    /// <summary>Gets the environment. The loader reads no other: pass the process's own if that is meant. Empty by default.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Gets what the load does. Everything by default.</summary>
    public ComposeStages Stages { get; init; } = ComposeStages.All;

    /// <summary>
    /// Gets whether the load notes what <see cref="LoadResult.Explain"/> needs. False by default: a load that is not asked about keeps nothing.
    /// </summary>
    public bool Provenance { get; init; }

    /// <summary>Gets the bounds on what is accepted.</summary>
    public ComposeLimits Limits { get; init; } = ComposeLimits.Default;
}
