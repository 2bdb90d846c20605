namespace Slipway.Benchmarks.Messaging;

/// <summary>Counts what was handled: how many, which twice, which after a later one.</summary>
internal sealed class Arrivals
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool[] _seen = [];
    private double[] _latencies = [];
    private int _distinct;
    private int _last;

    public int Distinct
    {
        get
        {
            lock (_lock)
            {
                return _distinct;
            }
        }
    }

    public int Copies { get; private set; }

    public int OutOfOrder { get; private set; }

    /// <summary>Gets the milliseconds that each parcel took, where it carries the time it was sent at.</summary>
    public IReadOnlyList<double> Latencies => _latencies;

    /// <summary>Begins to count anew.</summary>
    /// <returns>A task that ends when all have arrived.</returns>
    public Task Begin(int expected)
    {
        lock (_lock)
        {
            _complete = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _seen = new bool[expected];
            _latencies = new double[expected];
            _distinct = 0;
            _last = -1;
            Copies = 0;
            OutOfOrder = 0;
            return _complete.Task;
        }
    }

    public void Add(int number, long sentAt = 0)
    {
        var latency = sentAt == 0 ? 0 : System.Diagnostics.Stopwatch.GetElapsedTime(sentAt).TotalMilliseconds;
        lock (_lock)
        {
            if (number < 0 || number >= _seen.Length)
            {
                return;
            }
            if (_seen[number])
            {
                Copies++;
                return;
            }
            _seen[number] = true;
            _latencies[number] = latency;
            OutOfOrder += number < _last ? 1 : 0;
            _last = Math.Max(_last, number);
            if (++_distinct == _seen.Length)
            {
                _complete.SetResult();
            }
        }
    }
}
