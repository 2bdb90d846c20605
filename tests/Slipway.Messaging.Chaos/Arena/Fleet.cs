namespace Slipway.Messaging.Chaos;

/// <summary>The worker processes of a run; each has a name of its own, also those that replace killed ones.</summary>
internal sealed class Fleet(Footing footing, string directory) : IAsyncDisposable
{
    /// <summary>The lease in a run: short, so that takeovers are seen within seconds.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);

    /// <summary>The net under signals.</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// A lease that outlasts any pause of a busy machine, for faults that take no worker away: there a lease that ends by itself would count as an
    /// attempt and tell nothing.
    /// </summary>
    public static readonly (string Key, string Value) Patient = ("Lease", "00:00:30");

    private readonly List<Worker> _workers = [];
    private readonly List<Worker> _all = [];
    private int _named;

    public IReadOnlyList<Worker> Workers => _workers;

    public string LogFile { get; } = Path.Combine(directory, "workers.log");

    public async Task StartAsync(int count, CancellationToken cancellationToken, params (string Key, string Value)[] settings)
    {
        var started = Enumerable.Range(0, count).Select(_ => Add(settings)).ToList();
        await Task.WhenAll(started.Select(w => w.Ready)).WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, cancellationToken);
    }

    /// <summary>Starts one and does not wait for it.</summary>
    public Worker Add(params (string Key, string Value)[] settings)
    {
        var worker = Worker.Start(
            $"w{++_named}",
            footing,
            LogFile + "." + _named,
            [("Lease", Lease.ToString()), ("PollInterval", Poll.ToString()), ("Concurrency", "8"), ("DrainTimeout", "00:00:05"), .. settings]);
        _workers.Add(worker);
        _all.Add(worker);
        return worker;
    }

    public Worker Pick(Random random) => _workers[random.Next(_workers.Count)];

    /// <summary>Takes it off the list; it lives on, or is dead already.</summary>
    public void Forget(Worker worker) => _workers.Remove(worker);

    /// <summary>Kills it and starts another one in its place.</summary>
    public async Task<Worker> ReplaceKilledAsync(Worker worker)
    {
        await worker.KillAsync();
        Forget(worker);
        return Add();
    }

    /// <summary>Starts those again that ended before they served, as whoever supervises processes does. Returns their names.</summary>
    public IReadOnlyList<string> RestartUnstarted()
    {
        var failed = _workers.Where(w => w.HasExited && !w.Ready.IsCompletedSuccessfully).ToList();
        foreach (var worker in failed)
        {
            Forget(worker);
            Add();
        }
        return failed.ConvertAll(w => w.Name);
    }

    /// <summary>The last lines of all logs.</summary>
    public string Tail(int lines) => string.Join('\n', Directory.GetFiles(directory, "workers.log.*").SelectMany(File.ReadAllLines).OrderBy(l => l.Split(' ', 3).ElementAtOrDefault(1), StringComparer.Ordinal).TakeLast(lines));

    public async Task StopAllAsync()
    {
        foreach (var worker in _all)
        {
            await worker.DisposeAsync();
        }
        _workers.Clear();
        _all.Clear();
    }

    public async ValueTask DisposeAsync() => await StopAllAsync();
}
