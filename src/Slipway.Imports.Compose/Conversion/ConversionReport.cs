using System.Collections.Immutable;
using Slipway.Compose;
using Slipway.Core.Diagnostics;
using Slipway.Imports.Compose.Support;
using Severity = Slipway.Core.Diagnostics.Severity;

namespace Slipway.Imports.Compose.Conversion;

/// <summary>Collects findings, each at the place of its attribute.</summary>
internal sealed class ConversionReport(ComposeProject project, RepositoryRoot root)
{
    private readonly ImmutableArray<Core.Diagnostics.Diagnostic>.Builder _found = ImmutableArray.CreateBuilder<Core.Diagnostics.Diagnostic>();

    public ImmutableArray<Core.Diagnostics.Diagnostic> Found => _found.ToImmutable();

    public void Refuse(string code, string message, params ReadOnlySpan<string> path) => Add(code, Severity.Error, message, path);

    public void Warn(string code, string message, params ReadOnlySpan<string> path) => Add(code, Severity.Warning, message, path);

    /// <summary>Reports what the catalogue says of the attribute at a place.</summary>
    public void Tell(params ReadOnlySpan<string> path)
    {
        var row = SupportCatalogue.Root.Find(path)?.Row;
        Add(
            row?.Code ?? Codes.NoEffect,
            row?.Status == SupportStatus.Refused ? Severity.Error : Severity.Warning,
            row?.Message ?? "it is not known here and has no effect",
            path);
    }

    public SourceLocation PlaceOf(params ReadOnlySpan<string> path)
    {
        var span = project.SpanOf(path);
        return new SourceLocation(root.ToRepositoryPath(span.File), span.Line, span.Column);
    }

    private void Add(string code, Severity severity, string message, ReadOnlySpan<string> path) =>
        _found.Add(new Core.Diagnostics.Diagnostic(code, severity, PlaceOf(path), Text(path), message));

    private static string Text(ReadOnlySpan<string> path)
    {
        var text = string.Empty;
        foreach (var segment in path)
        {
            text += text.Length == 0 ? segment : int.TryParse(segment, out _) ? $"[{segment}]" : $".{segment}";
        }

        return text;
    }
}
