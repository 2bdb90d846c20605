using Slipway.Compose;

namespace Slipway.Cli.Config;

/// <summary>Provenance as JSON. The names are part of the command's interface.</summary>
internal static class ExplainJson
{
    public static ComposeMapping Of(Provenance provenance) => Trees.Mapping(
        ("path", Trees.Text(provenance.Path)),
        ("kind", Trees.Text(provenance.Kind switch { ProvenanceKind.Mapping => "mapping", ProvenanceKind.List => "list", _ => "value" })),
        ("value", Trees.OptionalText(provenance.Value)),
        ("origins", Trees.List(provenance.Origins.Select(Of))),
        ("children", provenance.Children.IsEmpty ? null : Trees.List(provenance.Children.Select(Of))));

    private static ComposeMapping Of(ValueOrigin origin) => Placed(
        origin.Span,
        ("kind", Trees.Text(origin.Kind switch
        {
            OriginKind.ComposeFile => "compose-file",
            OriginKind.EnvFile => "env-file",
            OriginKind.LabelFile => "label-file",
            OriginKind.Option => "option",
            OriginKind.Variable => "variable",
            OriginKind.Directory => "directory",
            _ => "default",
        })),
        ("text", Trees.OptionalText(origin.Text)),
        ("value", Trees.OptionalText(origin.Value)),
        ("steps", origin.Steps.IsEmpty ? null : Trees.List(origin.Steps.Select(Of))),
        ("variables", origin.Variables.IsEmpty ? null : Trees.List(origin.Variables.Select(Of))));

    private static ComposeMapping Of(OriginStep step) => Placed(step.Span, ("kind", Trees.Text(step.Kind switch
    {
        OriginStepKind.Include => "include",
        OriginStepKind.Extends => "extends",
        OriginStepKind.EnvFile => "env-file",
        OriginStepKind.LabelFile => "label-file",
        _ => "merge-key",
    })));

    private static ComposeMapping Of(VariableOrigin variable) => Placed(
        variable.Span ?? default,
        ("name", Trees.Text(variable.Name)),
        ("source", Trees.Text(variable.Source switch
        {
            VariableSource.Environment => "environment",
            VariableSource.DotEnv => "dot-env",
            VariableSource.EnvFile => "env-file",
            VariableSource.IncludeEnvFile => "include-env-file",
            VariableSource.Default => "default",
            VariableSource.Alternative => "alternative",
            VariableSource.SameFile => "same-file",
            VariableSource.Loader => "loader",
            _ => "unset",
        })),
        ("text", Trees.OptionalText(variable.Text)),
        ("value", Trees.OptionalText(variable.Value)),
        ("variables", variable.Variables.IsEmpty ? null : Trees.List(variable.Variables.Select(Of))),
        ("hidden", variable.Hidden.IsEmpty ? null : Trees.List(variable.Hidden.Select(Of))));

    private static ComposeMapping Placed(SourceSpan span, params ReadOnlySpan<(string Key, ComposeNode? Value)> entries) => Trees.Mapping(
    [
        .. entries,
        ("file", Trees.OptionalText(string.IsNullOrEmpty(span.File) ? null : span.File)),
        ("line", span.Line > 0 ? Trees.Number(span.Line) : null),
        ("column", span.Line > 0 ? Trees.Number(span.Column) : null),
    ]);
}
