using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>A project was wanted from a load that found errors.</summary>
public sealed class ComposeLoadException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="diagnostics">The findings.</param>
    public ComposeLoadException(ImmutableArray<Diagnostic> diagnostics)
        : base(string.Join(Environment.NewLine, diagnostics.Where(d => d.Severity == Severity.Error))) => Diagnostics = diagnostics;

    /// <summary>Gets the findings.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }
}
