using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Slipway.Compose;

/// <summary>What a load came to.</summary>
/// <param name="Project">The project; null when at least one finding is an error.</param>
/// <param name="Diagnostics">All findings, file by file, in the order of the text.</param>
/// <param name="Inputs">All files the result depends on, each once.</param>
public sealed record LoadResult(ComposeProject? Project, ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<ComposeInput> Inputs)
{
    /// <summary>Gets what the load noted; null where it was not asked to.</summary>
    internal ProvenanceLog? Log { get; init; }

    /// <summary>Gets the project.</summary>
    /// <returns>The project.</returns>
    /// <exception cref="ComposeLoadException">At least one finding is an error.</exception>
    public ComposeProject GetProjectOrThrow() => Project ?? throw new ComposeLoadException(Diagnostics);

    /// <summary>Says where a value comes from: which file set it, what it overrode, and which variables filled it from where.</summary>
    /// <param name="path">
    /// The path of the value, such as <c>services.web.environment.LOG_LEVEL</c> or <c>services.web.ports[0].target</c>. A key that holds dots may stand in quotes.
    /// </param>
    /// <returns>The places. Of a mapping or list also those of what it holds.</returns>
    /// <exception cref="InvalidOperationException">The load was not asked for it, by <see cref="ComposeLoadOptions.Provenance"/>, or has no project.</exception>
    /// <exception cref="ArgumentException">Nothing is at that path; the message says how far it leads, and what may be meant.</exception>
    public Provenance Explain(string path) =>
        TryExplain(path, out var provenance, out var problem) ? provenance : throw new ArgumentException(problem, nameof(path));

    /// <summary>Says where a value comes from, as <see cref="Explain"/> does.</summary>
    /// <param name="path">The path of the value.</param>
    /// <param name="provenance">The places; null where nothing is at that path.</param>
    /// <param name="problem">How far the path leads, and what may be meant; null where it leads to a value.</param>
    /// <returns>Whether the path leads to a value.</returns>
    /// <exception cref="InvalidOperationException">The load was not asked for it, by <see cref="ComposeLoadOptions.Provenance"/>, or has no project.</exception>
    public bool TryExplain(string path, [NotNullWhen(true)] out Provenance? provenance, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Log is null || Project is null)
        {
            throw new InvalidOperationException(Log is null
                ? "the load noted nothing; set ComposeLoadOptions.Provenance"
                : "the load found errors, so there is no project to explain");
        }

        provenance = new Explainer(Project, Log).Explain(path, out var reason);
        problem = provenance is null ? reason : null;
        return provenance is not null;
    }
}
