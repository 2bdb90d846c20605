namespace Slipway.Core.Diagnostics;

/// <summary>One finding about what a user wrote: where, what, and what to do.</summary>
/// <param name="Code">Stable code, for example <c>SW0101</c>.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Location">The place to change; null where no file is to blame.</param>
/// <param name="Path">The attribute, for people: <c>services.web.ports[1]</c>. Empty where there is none.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record Diagnostic(string Code, Severity Severity, SourceLocation? Location, string Path, string Message)
{
    public override string ToString()
    {
        var place = Location is null ? string.Empty : $"{Location}: ";
        var path = Path.Length == 0 ? string.Empty : $"{Path}: ";
        return $"{place}{Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "info" }} {Code}: {path}{Message}";
    }
}
