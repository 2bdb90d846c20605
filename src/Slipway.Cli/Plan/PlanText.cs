using System.Collections.Immutable;
using System.Globalization;
using Slipway.Api;
using Slipway.Cli.Terminals;

namespace Slipway.Cli.Plan;

/// <summary>A plan as a person reads it: the steps in order with their causes, then what stays.</summary>
internal static class PlanText
{
    private static readonly string[] StepHeadings = [">STEP", "AFTER", "DOES", "TO", "BECAUSE"];
    private static readonly string[] KeepHeadings = ["STAYS", "CONTAINER", "BECAUSE"];

    public static ImmutableArray<string> Render(PlanView plan, Screen screen)
    {
        var palette = screen.Palette;
        var lines = ImmutableArray.CreateBuilder<string>();
        var kept = plan.Unchanged.Length;
        lines.Add(palette.Bold(plan.Operations.IsEmpty && plan.Problems.IsEmpty
            ? $"{plan.Cluster}, revision {plan.Revision}: nothing to do, {Counted(kept, "container")} unchanged"
            : $"{plan.Cluster}, revision {plan.Revision}: {Counted(plan.Operations.Length, "step")}, {Counted(kept, "container")} unchanged"));

        if (!plan.Operations.IsEmpty)
        {
            var rows = plan.Operations.Select(step => (IReadOnlyList<string>)
            [
                step.Id.ToString(CultureInfo.InvariantCulture), string.Join(',', step.After), step.Verb, step.Subject, step.Cause,
            ]).ToArray();
            lines.Add(string.Empty);
            lines.AddRange(TextTable.Lay(StepHeadings, rows, screen.Width, (row, _, text) => row < 0 ? palette.Dim(text) : text));
        }

        if (kept > 0)
        {
            var rows = plan.Unchanged.Select(keep => (IReadOnlyList<string>)[keep.Instance, keep.Container, keep.Reason]).ToArray();
            lines.Add(string.Empty);
            lines.AddRange(TextTable.Lay(KeepHeadings, rows, screen.Width, (_, _, text) => palette.Dim(text)));
        }

        if (plan.Problems.Length + plan.Notices.Length > 0)
        {
            lines.Add(string.Empty);
            lines.AddRange(plan.Problems.Select(problem => $"{palette.Bad("error:")} {Columns.Clean(problem)}"));
            lines.AddRange(plan.Notices.Select(notice => $"{palette.Attention("notice:")} {Columns.Clean(notice)}"));
        }

        return lines.ToImmutable();
    }

    private static string Counted(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
