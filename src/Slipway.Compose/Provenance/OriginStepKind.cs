namespace Slipway.Compose;

/// <summary>What brings a value from one place to another.</summary>
public enum OriginStepKind
{
    /// <summary>An <c>include</c>.</summary>
    Include,

    /// <summary>An <c>extends</c>.</summary>
    Extends,

    /// <summary>A merge key, <c>&lt;&lt;</c>.</summary>
    MergeKey,

    /// <summary>An item of <c>env_file</c>.</summary>
    EnvFile,

    /// <summary>An item of <c>label_file</c>.</summary>
    LabelFile,
}
