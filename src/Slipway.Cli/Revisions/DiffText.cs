using System.Collections.Immutable;
using Slipway.Api;
using Slipway.Cli.Terminals;

namespace Slipway.Cli.Revisions;

/// <summary>What differs between two revisions, as a person reads it.</summary>
internal static class DiffText
{
    public static ImmutableArray<string> Render(RevisionDiffView diff, Palette palette)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        lines.Add(palette.Bold($"{diff.Cluster}: revision {diff.From}{At(diff.FromCommit)} to {diff.To}{At(diff.ToCommit)}"));
        var unchanged = diff.Instances.Where(instance => instance.Change == "unchanged").Select(instance => instance.Name).ToArray();
        foreach (var change in diff.Instances.Where(instance => instance.Change != "unchanged").Concat(diff.Resources))
        {
            lines.Add($"  {Mark(change.Change, palette)} {Columns.Clean(change.Name)}{(change.Change == "changed" ? string.Empty : " " + change.Change)}");
            lines.AddRange(change.Attributes.Select(attribute => $"      {Columns.Clean(attribute.Name)}: {Columns.Clean(attribute.Text)}"));
        }

        if (diff.Inputs.Length > 0)
        {
            lines.Add("  files:");
            lines.AddRange(diff.Inputs.Select(input => $"    {Mark(input.Change, palette)} {Columns.Clean(input.Path)} {palette.Dim($"({input.Kind})")}"));
        }

        if (unchanged.Length > 0)
        {
            lines.Add(palette.Dim($"  unchanged: {string.Join(", ", unchanged)}"));
        }

        return lines.ToImmutable();
    }

    private static string At(string? commit) => commit is null ? string.Empty : $" ({(commit.Length > 7 ? commit[..7] : commit)})";

    private static string Mark(string change, Palette palette) => change switch
    {
        "added" => palette.Good("+"),
        "removed" => palette.Bad("-"),
        _ => palette.Attention("~"),
    };
}
