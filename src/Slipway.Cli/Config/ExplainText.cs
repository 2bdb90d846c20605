using System.Text;
using Slipway.Cli.Terminals;
using Slipway.Compose;

namespace Slipway.Cli.Config;

/// <summary>Provenance as text: the value, the place that set it, and below that what lost, each with its variables.</summary>
internal static class ExplainText
{
    private const int Longest = 100;

    public static string Of(Provenance provenance)
    {
        var text = new StringBuilder();
        text.Append(provenance.Path).Append(provenance.Kind switch
        {
            ProvenanceKind.Mapping => $"  ({Counted(provenance.Children.Length, "key")})",
            ProvenanceKind.List => $"  ({Counted(provenance.Children.Length, "item")})",
            _ => provenance.Value is { } value ? $": {Shown(value)}" : ": no value",
        }).Append('\n');
        for (var i = 0; i < provenance.Origins.Length; i++)
        {
            Append(provenance.Origins[i], i == 0 ? "set by" : provenance.Kind == ProvenanceKind.Value ? "overrides" : "and by", text);
        }

        AppendChildren(provenance, text);
        return text.ToString();
    }

    private static void Append(ValueOrigin origin, string verb, StringBuilder text)
    {
        text.Append("  ").Append(verb.PadRight(11)).Append(Place(origin));
        if (origin.Text is { } written)
        {
            text.Append("  ").Append(Shown(written));
        }
        else if (verb == "overrides" && origin.Value is { } value)
        {
            text.Append("  ").Append(Shown(value));
        }

        foreach (var step in origin.Steps.Reverse())
        {
            text.Append($", by {Word(step.Kind)} at {step.Span}");
        }

        text.Append('\n');
        foreach (var variable in origin.Variables)
        {
            Append(variable, 15, text);
        }
    }

    private static void Append(VariableOrigin variable, int indent, StringBuilder text)
    {
        text.Append(' ', indent).Append(variable.Name).Append(' ').Append(Source(variable));
        if (variable.Text is { } written && variable.Variables.Length > 0 && written != variable.Value)
        {
            text.Append("  ").Append(Shown(written));
        }

        if (variable.Hidden is [var hidden, ..])
        {
            text.Append(variable.Source is VariableSource.Default or VariableSource.Alternative
                ? $" ({variable.Name} {Source(hidden)})"
                : $" (and not {Shown(hidden.Value ?? "")} {From(hidden)})");
        }

        text.Append('\n');
        foreach (var inner in variable.Variables)
        {
            Append(inner, indent + 2, text);
        }
    }

    private static void AppendChildren(Provenance provenance, StringBuilder text)
    {
        var rows = provenance.Children.Select(child => new[]
        {
            child.Path.StartsWith(provenance.Path, StringComparison.Ordinal) ? child.Path[provenance.Path.Length..].TrimStart('.') : child.Path,
            child.Kind switch { ProvenanceKind.Value => child.Value is { } value ? Shown(value, 40) : "null", ProvenanceKind.Mapping => "{…}", _ => "[…]" },
            Places(child),
        }).ToList();
        foreach (var line in TextTable.Lay(["", "", ""], rows, int.MaxValue).Skip(1))
        {
            text.Append("  ").Append(line).Append('\n');
        }
    }

    private static string Places(Provenance child) => child.Kind == ProvenanceKind.Value
        ? Place(child.Origins[0]) + (child.Origins.Length > 1 ? $", overrides {child.Origins.Length - 1} more" : "")
        : string.Join(", ", child.Origins.Select(Place).Distinct());

    private static string Place(ValueOrigin origin) => origin.Kind switch
    {
        OriginKind.Default => "default (no file sets it)",
        OriginKind.Option => "option of the command line",
        OriginKind.Variable => $"variable {origin.Variables[0].Name}",
        OriginKind.Directory => $"name of the directory {origin.Span.File}",
        _ => origin.Span.ToString(),
    };

    private static string Source(VariableOrigin variable) => variable.Source switch
    {
        VariableSource.Unset => "is not set, so empty",
        VariableSource.Default => $"has the default {Shown(variable.Value ?? "")}",
        VariableSource.Alternative => $"is set, so {Shown(variable.Value ?? "")} stands here",
        _ => $"is {Shown(variable.Value ?? "")} {From(variable)}",
    };

    private static string From(VariableOrigin variable) => variable.Source switch
    {
        VariableSource.Environment => "in the process environment",
        VariableSource.Loader => "as Slipway sets it",
        VariableSource.SameFile when variable.Span is { } line => $"in the same file, {line}",
        _ => $"in {variable.Span}",
    };

    private static string Word(OriginStepKind kind) => kind switch
    {
        OriginStepKind.Include => "include",
        OriginStepKind.Extends => "extends",
        OriginStepKind.EnvFile => "env_file",
        OriginStepKind.LabelFile => "label_file",
        _ => "<<",
    };

    private static string Shown(string value, int longest = Longest)
    {
        var text = Columns.Clean(value.ReplaceLineEndings("\\n"));
        return text.Length == 0 ? "\"\"" : text.Length > longest ? $"{text.AsSpan(0, longest)}…" : text;
    }

    private static string Counted(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
