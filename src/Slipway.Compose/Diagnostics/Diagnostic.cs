namespace Slipway.Compose;

/// <summary>One finding about a Compose file.</summary>
/// <param name="Code">The stable code, for example <c>XC0107</c>; see <see cref="DiagnosticCatalogue"/>.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Span">The place that the user must change.</param>
/// <param name="Path">The attribute, for example <c>services.web.ports[1]</c>; for people, never parsed back. Empty when there is none.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record Diagnostic(string Code, Severity Severity, SourceSpan Span, string Path, string Message)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        var kind = Severity == Severity.Error ? "error" : "warning";
        return Path.Length == 0 ? $"{Span}: {kind} {Code}: {Message}" : $"{Span}: {kind} {Code}: {Path}: {Message}";
    }
}
