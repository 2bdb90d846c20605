using System.Globalization;
using Slipway.Api;
using Slipway.Cli.Terminals;

namespace Slipway.Cli.Progress;

/// <summary>Progress without a terminal: a line for each change of phase, and now and then one of a build's output.</summary>
internal sealed class PlainProgress(TimeZoneInfo zone)
{
    /// <summary>How often an instance's output is shown at most: enough to see that a build is alive, without flooding a log.</summary>
    public static readonly TimeSpan OutputInterval = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, Shown> _shown = [];
    private string _phase = string.Empty;

    /// <summary>The lines that a new state adds to those before it.</summary>
    public IReadOnlyList<string> Advance(OperationView view, DateTimeOffset now)
    {
        var lines = new List<string>();
        var time = TimeZoneInfo.ConvertTime(now, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        if (view.State == OperationStates.Running && view.Phase.Length > 0 && view.Phase != _phase)
        {
            _phase = view.Phase;
            lines.Add($"{time} {Columns.Clean(view.Phase)}");
        }

        var nameWidth = view.Instances.Select(instance => Columns.Width(instance.Name)).DefaultIfEmpty().Max();
        foreach (var instance in view.Instances)
        {
            var name = Columns.Pad(Columns.Clean(instance.Name), nameWidth);
            if (!_shown.TryGetValue(instance.Name, out var before) || before.Phase != instance.Phase)
            {
                _shown[instance.Name] = new Shown(instance.Phase, instance.Detail, now);
                if (before is not null || instance.Phase != InstancePhases.Waiting)
                {
                    var detail = PhaseLook.Detail(instance);
                    lines.Add($"{time} {name}  {instance.Phase}{(detail.Length == 0 ? string.Empty : ": " + detail)}");
                }
            }
            else if (before.Detail != instance.Detail && instance.Detail.Length > 0 && now - before.At >= OutputInterval)
            {
                _shown[instance.Name] = new Shown(instance.Phase, instance.Detail, now);
                lines.Add($"{time} {name}  | {Columns.Clean(instance.Detail)}");
            }
        }

        return lines;
    }

    private sealed record Shown(string Phase, string Detail, DateTimeOffset At);
}
