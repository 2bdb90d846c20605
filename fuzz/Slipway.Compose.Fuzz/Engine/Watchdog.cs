using System.Diagnostics;

namespace Slipway.Compose.Fuzz;

/// <summary>Ends the process when an input takes too long or too much memory, once it has written that input down. Nothing else could stop it.</summary>
internal sealed class Watchdog : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private readonly Timer _timer;
    private readonly Findings _findings;
    private readonly TimeSpan _limit;
    private (IFuzzTarget Target, byte[] Input, TimeSpan Since)? _current;

    public Watchdog(Findings findings, TimeSpan limit)
    {
        _findings = findings;
        _limit = limit;
        _timer = new Timer(_ => Look(), null, Interval, Interval);
    }

    /// <summary>Gets the largest memory of the process that was seen, as the kernel counts it.</summary>
    public static long PeakBytes
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64;
        }
    }

    public void Begin(IFuzzTarget target, byte[] input)
    {
        lock (_timer)
        {
            _current = (target, input, TimeSpan.MinValue);
        }
    }

    public void End()
    {
        lock (_timer)
        {
            _current = null;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        lock (_timer)
        {
            if (_current is not { } current)
            {
                return;
            }

            // Processor time, not time: the machine may be busy with something else.
            var now = Environment.CpuUsage.TotalTime;
            if (current.Since == TimeSpan.MinValue)
            {
                _current = current with { Since = now };
            }
            else if (now - current.Since > _limit)
            {
                _findings.Add("hang", current.Target.Name, current.Input, $"more than {_limit.TotalSeconds} s of processor time");
                Environment.Exit(1);
            }
        }
    }
}
