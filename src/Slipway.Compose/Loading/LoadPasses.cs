using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>The loader: three lists of passes. Order is the behaviour, so each line says why it stands where it does.</summary>
internal static class LoadPasses
{
    /// <summary>For each document of each file, in order.</summary>
    public static ImmutableArray<DocumentPass> PerDocument { get; } =
    [
        new("interpolate", (s, c) => c.Does(ComposeStages.Interpolation) ? s with { Document = (ComposeMapping)InterpolatePass.Run(s.Document, c) } : s),
        new("include", IncludePass.Run),    // before extends: the base of a service may arrive by include
        new("tags", (s, _) => s with { Accumulated = s.Marks.Delete(s.Accumulated) }),
        new("extends", ExtendsPass.Run),    // before merge: each file's services extend those of the same file
        new("merge", (s, c) => s with { Document = Merger.Merge(s.Accumulated, s.Document, c) }),
        new("unique", (s, c) => s with { Document = (ComposeMapping)UniquePass.Run(s.Document, c) }),    // before schema: it refuses what would be a duplicate
        new("schema", (s, c) => s with { Document = (ComposeMapping)SchemaPass.Run(s.Document, c) }),    // after merge: an override may complete a half-written service
        new("canonical", (s, c) => s with { Document = (ComposeMapping)CanonicalPass.Run(s.Document, c) }),
        new("unique", (s, c) => s with { Document = (ComposeMapping)UniquePass.Run(s.Document, c) }),    // again: short and long forms only now compare equal
    ];

    /// <summary>For the project and, before it is merged, for each included model.</summary>
    public static ImmutableArray<ModelPass> PerModel { get; } =
    [
        new("defaults", ComposeStages.None, DefaultsPass.Run),
        new("checks", ComposeStages.None, ChecksPass.Run),
        new("paths", ComposeStages.Paths, PathsPass.Run),    // per model, because each has its own directory
        new("environment", ComposeStages.None, EnvironmentPass.Run),    // per model, because each has its own environment
    ];

    /// <summary>For the whole project.</summary>
    public static ImmutableArray<ProjectPass> PerProject { get; } =
    [
        new("normalise", ComposeStages.Normalisation, (s, c) => s with { Tree = (ComposeMapping)NormalisePass.Run(s.Tree, c) }),
        new("values", ComposeStages.None, (s, c) => s with { Tree = (ComposeMapping)ValuesPass.Run(s.Tree, c) }),
        new("profiles", ComposeStages.None, ProfilesPass.Run),
        new("consistency", ComposeStages.Consistency, (s, c) => s with { Tree = ConsistencyPass.Run(s.Tree, s.Disabled, c) }),    // after profiles: what is disabled may be unfinished
        new("env-files", ComposeStages.None, EnvFilesPass.Run),    // after profiles: files of disabled services need not be there
        new("select", ComposeStages.None, SelectPass.Run),    // after consistency: all active services must fit, wanted or not
        new("prune", ComposeStages.Pruning, (s, _) => s with { Tree = PrunePass.Run(s.Tree) }),
    ];
}
