using System.Diagnostics;

namespace Slipway.Messaging.Chaos;

/// <summary>A worker process.</summary>
internal sealed class Worker : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StreamWriter _log;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Worker(string name, Process process, StreamWriter log)
    {
        Name = name;
        _process = process;
        _log = log;
    }

    public string Name { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.HasExited ? 0 : _process.WorkingSet64;
        }
    }

    /// <summary>Gets a task that ends when the worker serves.</summary>
    public Task Ready => _ready.Task;

    public static Worker Start(string name, Footing footing, string logFile, IEnumerable<(string Key, string Value)> settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            ArgumentList = { typeof(Worker).Assembly.Location, "worker", $"--name={name}", $"--footing={footing}" },
            // A process that is killed soon is compiled as little as possible.
            Environment = { ["DOTNET_TieredPGO"] = "0", ["DOTNET_TC_QuickJitForLoops"] = "1" },
        };
        foreach (var (key, value) in settings)
        {
            start.ArgumentList.Add($"--Slipway:Messaging:{key}={value}");
        }
        var log = new StreamWriter(logFile, append: true) { AutoFlush = true };
        var worker = new Worker(name, Process.Start(start)!, log);
        worker._process.OutputDataReceived += (_, line) => worker.Heard(line.Data);
        worker._process.ErrorDataReceived += (_, line) => worker.Logged(line.Data);
        worker._process.BeginOutputReadLine();
        worker._process.BeginErrorReadLine();
        return worker;
    }

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public Task FreezeAsync() => SignalAsync("STOP");

    public Task ThawAsync() => SignalAsync("CONT");

    /// <summary>Waits until it has ended by itself.</summary>
    public async Task<int> EndsAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }
        _process.Dispose();
        lock (_log)
        {
            _log.Dispose();
        }
    }

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{Id}"]);
        await kill.WaitForExitAsync();
    }

    private void Heard(string? line)
    {
        if (line == "ready")
        {
            _ready.TrySetResult();
        }
        else if (line is null)
        {
            _ready.TrySetException(new InvalidOperationException($"worker {Name} ended before it served"));
            _ = _ready.Task.Exception;
        }
    }

    private void Logged(string? line)
    {
        if (line is null)
        {
            return;
        }
        lock (_log)
        {
            if (_log.BaseStream is { CanWrite: true })
            {
                _log.WriteLine($"{Name} {line}");
            }
        }
    }
}
