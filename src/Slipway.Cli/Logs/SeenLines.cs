using Slipway.Api;

namespace Slipway.Cli.Logs;

/// <summary>
/// Remembers where each container's output was left, so that reading it again after a lost connection prints nothing twice. The engine's times
/// order the lines of a container; several may have the same one.
/// </summary>
internal sealed class SeenLines
{
    private readonly Dictionary<string, (DateTimeOffset Time, int Count)> _last = new(StringComparer.Ordinal);
    private Dictionary<string, (DateTimeOffset Time, int Count)> _before = new(StringComparer.Ordinal);

    /// <summary>The output is about to be read from an earlier line on.</summary>
    public void Rewind()
    {
        _before = new Dictionary<string, (DateTimeOffset Time, int Count)>(_last, StringComparer.Ordinal);
        _last.Clear();
        foreach (var (container, (time, _)) in _before)
        {
            _last[container] = (time, 0);
        }
    }

    /// <summary>Whether a line is new.</summary>
    public bool IsNew(LogEntry entry)
    {
        var (time, count) = _last.GetValueOrDefault(entry.Container, (DateTimeOffset.MinValue, 0));
        if (entry.Time < time)
        {
            return false;
        }

        count = entry.Time == time ? count + 1 : 1;
        _last[entry.Container] = (entry.Time, count);
        return !_before.TryGetValue(entry.Container, out var seen) || entry.Time > seen.Time || count > seen.Count;
    }
}
