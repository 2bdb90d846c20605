using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>What a load came to.</summary>
/// <param name="Project">The project; null when at least one finding is an error.</param>
/// <param name="Diagnostics">All findings, file by file, in the order of the text.</param>
/// <param name="Inputs">All files the result depends on, each once.</param>
public sealed record LoadResult(ComposeProject? Project, ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<ComposeInput> Inputs)
{
    /// <summary>Gets the project.</summary>
    /// <returns>The project.</returns>
    /// <exception cref="ComposeLoadException">At least one finding is an error.</exception>
    public ComposeProject GetProjectOrThrow() => Project ?? throw new ComposeLoadException(Diagnostics);
}
