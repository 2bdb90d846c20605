namespace Slipway.Api;

/// <summary>A finding about what the user wrote.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Severity"><c>error</c>, <c>warning</c> or <c>info</c>.</param>
/// <param name="File">The file, relative to the repository; null where none is to blame.</param>
/// <param name="Line">From 1; 0 where unknown.</param>
/// <param name="Column">From 1; 0 where unknown.</param>
/// <param name="Path">The attribute, for people.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record DiagnosticView(string Code, string Severity, string? File, int Line, int Column, string Path, string Message)
{
    /// <summary>The line that people read, the same everywhere.</summary>
    public override string ToString()
    {
        var place = File is null ? string.Empty : Line == 0 ? $"{File}: " : $"{File}:{Line}:{Column}: ";
        return $"{place}{Severity} {Code}: {(Path.Length == 0 ? string.Empty : Path + ": ")}{Message}";
    }
}
