using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>Where a value of a project comes from. Made by <see cref="LoadResult.Explain"/>.</summary>
/// <param name="Path">The path of the value; keys that hold dots or brackets stand in quotes.</param>
/// <param name="Kind">Whether it is a single value, a mapping or a list.</param>
/// <param name="Value">The text of a single value; null for a mapping, a list, and where there is no value.</param>
/// <param name="Origins">
/// The places, the one that decided first. Of a single value the others were overridden by it, the latest first; to a mapping or list all contribute.
/// </param>
/// <param name="Children">For a mapping or list: what it holds. Empty for a single value.</param>
public sealed record Provenance(
    string Path,
    ProvenanceKind Kind,
    string? Value,
    ImmutableArray<ValueOrigin> Origins,
    ImmutableArray<Provenance> Children);
