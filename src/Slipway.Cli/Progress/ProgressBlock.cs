using System.Collections.Immutable;
using System.Globalization;
using Slipway.Api;
using Slipway.Cli.Terminals;

namespace Slipway.Cli.Progress;

/// <summary>The live block of a terminal: a heading while the operation runs, and a line per instance.</summary>
internal static class ProgressBlock
{
    private const int SecondsWidth = 7;
    private const int SmallestBlock = 3;

    /// <summary>One frame. No line is wider than the screen, and there are fewer lines than rows.</summary>
    public static ImmutableArray<string> Render(OperationView view, DateTimeOffset now, Screen screen, int frame)
    {
        var width = screen.Width - 1;   // a character in the last column wraps on some terminals
        var lines = ImmutableArray.CreateBuilder<string>();
        if (view.State == OperationStates.Running)
        {
            lines.Add(Heading(view, now, width, frame, screen.Palette));
        }

        var shown = Choose(view.Instances, Math.Max(SmallestBlock, screen.Height - 3));
        var nameWidth = Math.Min(width / 3, shown.Select(instance => Columns.Width(instance.Name)).DefaultIfEmpty().Max());
        var phaseWidth = Math.Clamp(shown.Select(instance => instance.Phase.Length).DefaultIfEmpty().Max(), 0, Math.Max(0, width - 2 - nameWidth - 2));
        foreach (var instance in shown)
        {
            lines.Add(Line(instance, view, now, nameWidth, phaseWidth, width, frame, screen.Palette));
        }

        if (view.Instances.Length - shown.Length is > 0 and var hidden)
        {
            lines.Add(screen.Palette.Dim(Columns.Cut($"  … and {hidden} more", width)));
        }

        return lines.ToImmutable();
    }

    private static string Heading(OperationView view, DateTimeOffset now, int width, int frame, Palette palette)
    {
        var phase = view.Phase.Length == 0 ? view.Kind : view.Phase;
        var text = Columns.Clean(view.Cluster is { } cluster ? $"{cluster}: {phase}" : phase);
        var seconds = Seconds(now - view.StartedAt);
        return $"{palette.Attention(PhaseLook.Spinner(frame))} {palette.Bold(Columns.Cut(text, width - 4 - seconds.Length))}  {palette.Dim(seconds)}";
    }

    private static string Line(
        InstanceView instance, OperationView view, DateTimeOffset now, int nameWidth, int phaseWidth, int width, int frame, Palette palette)
    {
        var name = Columns.Pad(Columns.Cut(Columns.Clean(instance.Name), nameWidth), nameWidth);
        var phase = Columns.Pad(Columns.Cut(instance.Phase, phaseWidth), phaseWidth);

        // What is under way counts from its beginning; what is settled says how long it took to get there.
        var settled = PhaseLook.IsSettled(instance.Phase);
        var seconds = instance.Phase is InstancePhases.Waiting or InstancePhases.Skipped or InstancePhases.Unchanged
            ? string.Empty
            : Seconds(settled ? instance.ChangedAt - view.StartedAt : now - instance.ChangedAt);
        var line = $"{PhaseLook.Symbol(instance.Phase, frame, palette)} {name}  {PhaseLook.Text(instance.Phase, phase, palette)}";
        var left = width - 2 - nameWidth - 2 - phaseWidth;
        if (left > SecondsWidth)
        {
            var detail = Columns.Cut(PhaseLook.Detail(instance), left - 1 - SecondsWidth - 2);
            line += $" {palette.Dim(Columns.PadLeft(seconds, SecondsWidth))}  {palette.Dim(detail)}";
        }

        return line.TrimEnd();
    }

    /// <summary>All instances where they fit, else those that still move before those that are done, in their own order.</summary>
    private static ImmutableArray<InstanceView> Choose(ImmutableArray<InstanceView> instances, int room)
    {
        if (instances.Length <= room)
        {
            return instances;
        }

        var chosen = instances
            .OrderBy(instance => instance.Phase == InstancePhases.Failed ? 0 : instance.Phase == InstancePhases.Waiting ? 2 : PhaseLook.IsSettled(instance.Phase) ? 3 : 1)
            .Take(room)
            .ToHashSet();
        return [.. instances.Where(chosen.Contains)];
    }

    private static string Seconds(TimeSpan duration) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, duration.TotalSeconds):0.0}s");
}
