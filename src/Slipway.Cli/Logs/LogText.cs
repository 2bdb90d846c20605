using System.Globalization;
using Slipway.Api;
using Slipway.Cli.Terminals;

namespace Slipway.Cli.Logs;

/// <summary>Log lines as text: who printed it, aligned and in the service's colour, then the line.</summary>
internal sealed class LogText(string cluster, bool timestamps, TimeZoneInfo zone, Screen screen)
{
    private readonly Dictionary<string, int> _services = new(StringComparer.Ordinal);
    private int _width;

    public string Line(LogEntry entry)
    {
        if (!_services.TryGetValue(entry.Instance, out var index))
        {
            _services.Add(entry.Instance, index = _services.Count);
        }

        var who = ShortName(entry.Container);
        _width = Math.Max(_width, Columns.Width(who));
        var time = timestamps ? TimeZoneInfo.ConvertTime(entry.Time, zone).ToString("yyyy-MM-dd HH:mm:ss.fff ", CultureInfo.InvariantCulture) : string.Empty;

        // A program's own colours are lost on a terminal, and with them every sequence that could do harm there; a file gets what was printed.
        var text = screen.IsTerminal ? Columns.Clean(entry.Text) : entry.Text;
        return $"{screen.Palette.Service(index, Columns.Pad(who, _width) + " |")} {screen.Palette.Dim(time)}{text}";
    }

    // The environment's name says nothing in the log of one environment.
    private string ShortName(string container) =>
        container.Length > cluster.Length + 1 && container.StartsWith(cluster, StringComparison.Ordinal) && container[cluster.Length] is '-' or '_'
            ? container[(cluster.Length + 1)..]
            : container;
}
