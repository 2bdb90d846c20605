using System.Diagnostics;
using Slipway.Messaging.TestWorker;

namespace Slipway.Messaging.Tests.Chaos;

/// <summary>A worker server in a process of its own.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private WorkerProcess(Process process)
    {
        _process = process;
    }

    public static WorkerProcess Start(string connectionString, string? killAt = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
            ArgumentList =
            {
                Path.ChangeExtension(typeof(ChaosFlow).Assembly.Location, ".dll"),
                $"--store={connectionString}",

                // Longer than any test: whatever goes on soon after a kill does not wait for a lease.
                "--Slipway:Messaging:Lease=00:10:00",
                "--Slipway:Messaging:PollInterval=00:00:00.200",
            },
        };
        if (killAt is not null)
        {
            start.ArgumentList.Add($"--Slipway:Messaging:KillAt={killAt}");
        }
        return new WorkerProcess(Process.Start(start)!);
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits until the process has ended by itself.</summary>
    /// <returns>The exit code; 137 is that of a process ended by signal 9.</returns>
    public async Task<int> EndsAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }
        _process.Dispose();
    }
}
