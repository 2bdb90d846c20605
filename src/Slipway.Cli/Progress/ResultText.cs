using System.Collections.Immutable;
using Slipway.Api;
using Slipway.Cli.Terminals;

namespace Slipway.Cli.Progress;

/// <summary>What is said after an operation has ended.</summary>
internal static class ResultText
{
    /// <summary>Notices and findings, errors first as the server orders them.</summary>
    public static ImmutableArray<string> Findings(OperationView view, Palette palette) =>
    [
        .. view.Diagnostics.Select(diagnostic => Diagnostic(diagnostic, palette)),
        .. view.Notices.Select(notice => $"{palette.Attention("notice:")} {Columns.Clean(notice)}"),
    ];

    /// <summary>An environment that is up: what was done, where to look, and how to go on.</summary>
    public static ImmutableArray<string> Deployed(OperationView view, TimeSpan taken, string command, Palette palette)
    {
        var name = view.Cluster ?? "the environment";
        var lines = ImmutableArray.CreateBuilder<string>();
        lines.Add($"{palette.Bold(name)} is up: {Summary(view)} in {Durations.Text(taken)}");
        var addresses = view.Addresses;
        if (addresses.Length > 0)
        {
            var width = addresses.Max(address => Columns.Width(address.Instance));
            lines.Add(string.Empty);
            lines.AddRange(addresses.Select(address => $"  {Columns.Pad(address.Instance, width)}  {palette.Link(address.Url)}"));
        }

        lines.Add(string.Empty);
        lines.Add($"  {palette.Dim("logs")}    {command} logs {name}");
        lines.Add($"  {palette.Dim("remove")}  {command} rm {name}");
        return lines.ToImmutable();
    }

    /// <summary>An environment that is gone.</summary>
    public static ImmutableArray<string> Removed(OperationView view, string name, TimeSpan taken, Palette palette) =>
        [$"{palette.Bold(view.Cluster ?? name)} is removed in {Durations.Text(taken)}"];

    /// <summary>What failed, why, where, its last output, and what to do.</summary>
    public static ImmutableArray<string> Failed(OperationView view, Palette palette)
    {
        if (view.Failure is not { } failure)
        {
            return [$"{palette.Bad("error:")} the {view.Kind} ended as {view.State}, and the server does not say why"];
        }

        var lines = ImmutableArray.CreateBuilder<string>();
        var who = failure.Instance is { } instance ? instance + ": " : string.Empty;
        lines.Add($"{palette.Bad("error:")} {who}{Columns.Clean(failure.Reason)}");
        if (failure.Location is { } location)
        {
            lines.Add($"  at {location}");
        }

        if (failure.LastLines.Length > 0)
        {
            lines.Add(failure.LastLines.Length == 1 ? "  its last output:" : $"  its last {failure.LastLines.Length} lines of output:");
            lines.AddRange(failure.LastLines.Select(line => $"  {palette.Dim("|")} {Columns.Clean(line)}"));
        }

        if (failure.NextStep.Length > 0)
        {
            lines.Add($"  next step: {Columns.Clean(failure.NextStep)}");
        }

        return lines.ToImmutable();
    }

    /// <summary>Input that was refused. The findings stand above it.</summary>
    public static ImmutableArray<string> Rejected(OperationView view, Palette palette)
    {
        var errors = view.Diagnostics.Count(diagnostic => diagnostic.Severity == "error");
        return view.Failure is null && errors > 0
            ? [$"nothing was created: correct the {(errors == 1 ? "error" : $"{errors} errors")} above, commit, and repeat the command"]
            : [.. Failed(view, palette), "  nothing was created"];
    }

    public static string Diagnostic(DiagnosticView diagnostic, Palette palette) => Diagnostic(diagnostic.ToString(), diagnostic.Severity, palette);

    /// <summary>A finding's line with its severity in colour.</summary>
    public static string Diagnostic(string line, string severity, Palette palette)
    {
        var text = Columns.Clean(line);
        var at = text.IndexOf(severity + " ", StringComparison.Ordinal);
        var painted = severity == "error" ? palette.Bad(severity) : palette.Attention(severity);
        return at < 0 ? text : string.Concat(text.AsSpan(0, at), painted, text.AsSpan(at + severity.Length));
    }

    /// <summary>What a deployment did, in words.</summary>
    public static string Summary(OperationView view)
    {
        if (view.Plan is not { } plan)
        {
            return "deployed";
        }

        if (plan.Operations == 0)
        {
            return plan.Unchanged == 0 ? "nothing to do" : $"nothing to do: {Counted(plan.Unchanged, "container")} unchanged,";
        }

        (int Count, string What)[] parts =
        [
            (plan.Builds, "built"), (plan.Pulls, "pulled"), (plan.Creates, "created"),
            (plan.Replaces, "replaced"), (plan.Removes, "removed"), (plan.Unchanged, "unchanged"),
        ];
        var said = parts.Where(part => part.Count > 0).Select(part => part.What is "built" or "pulled"
            ? $"{Counted(part.Count, "image")} {part.What}"
            : $"{Counted(part.Count, "container")} {part.What}").ToArray();
        return said.Length == 0 ? Counted(plan.Operations, "step") : string.Join(", ", said);
    }

    private static string Counted(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
