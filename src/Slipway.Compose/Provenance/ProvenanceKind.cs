namespace Slipway.Compose;

/// <summary>What a <see cref="Provenance"/> is about.</summary>
public enum ProvenanceKind
{
    /// <summary>A single value.</summary>
    Value,

    /// <summary>A mapping; its children are named by their keys.</summary>
    Mapping,

    /// <summary>A list; its children are named by their positions.</summary>
    List,
}
