using System.Diagnostics;

namespace Slipway.Benchmarks.Messaging;

/// <summary>This program once more. It ends with this one: its guard waits for the end of standard input.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process)
    {
        _process = process;
    }

    public int Id => _process.Id;

    public static ChildProcess Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        return new ChildProcess(Process.Start(start)!);
    }

    public async Task SaysAsync(string line, CancellationToken cancellationToken)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } said)
        {
            if (said == line)
            {
                return;
            }
        }
        throw new InvalidOperationException($"the child ended without saying '{line}'");
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>What it has yet printed.</returns>
    public async Task<string> EndsAsync(CancellationToken cancellationToken)
    {
        var rest = await _process.StandardOutput.ReadToEndAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode == 0 ? rest : throw new InvalidOperationException($"the child ended with exit code {_process.ExitCode}: {rest}");
    }

    public void Kill() => _process.Kill();

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{Id}"]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    /// <summary>In a child: ends this process when its parent is gone.</summary>
    public static void EndWithParent() => _ = Task.Run(async () =>
    {
        await Console.In.ReadToEndAsync();
        Environment.Exit(1);
    });
}
