using System.Diagnostics;
using System.Text;

namespace Slipway.Scenarios.Harness;

/// <summary>A program that was run to its end, with all that it said.</summary>
public sealed record ProgramRun(string Command, int ExitCode, string Out, string Error, TimeSpan Took)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Gets the lines of the error stream.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs a program, without input; kills it when it does not end.</summary>
    public static async Task<ProgramRun> OfAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> variables, string directory, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = directory,
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        var begun = TimeProvider.System.GetTimestamp();
        var command = $"{Path.GetFileName(program)} {string.Join(' ', start.ArgumentList)}";
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        process.StandardInput.Close();
        var output = new StringBuilder();
        var error = new StringBuilder();
        try
        {
            await Task.WhenAll(CopyAsync(process.StandardOutput, output, deadline.Token), CopyAsync(process.StandardError, error, deadline.Token));
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: false);
            throw new TimeoutException($"'{command}' did not end within {Patience}. It said:\n{output}{error}");
        }

        return new ProgramRun(command, process.ExitCode, output.ToString(), error.ToString(), TimeProvider.System.GetElapsedTime(begun));
    }

    /// <summary>Shows the run as a failure message needs it.</summary>
    public override string ToString() => $"$ {Command}\n{Out}{(Error.Length == 0 ? string.Empty : "--- standard error\n" + Error)}--- exit code {ExitCode}, {Took.TotalSeconds:0.0} s";

    private static async Task CopyAsync(StreamReader reader, StringBuilder into, CancellationToken cancellationToken)
    {
        var buffer = new char[4096];
        int read;
        while ((read = await reader.ReadAsync(buffer.AsMemory(), cancellationToken)) > 0)
        {
            into.Append(buffer, 0, read);
        }
    }
}
