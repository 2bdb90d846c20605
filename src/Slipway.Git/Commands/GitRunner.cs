using System.ComponentModel;
using System.Diagnostics;
using Slipway.Core.Sources;

namespace Slipway.Git.Commands;

/// <summary>
/// Runs the <c>git</c> command: never through a shell, never with a prompt. The settings of the machine and of the user are honoured, because
/// credential helpers, proxies and trusted directories are there; they belong to whoever runs Slipway. What in a repository or a template could
/// run a program is switched off on the command line, which wins over every file.
/// </summary>
internal sealed class GitRunner(TimeProvider time)
{
    private const int OutputLimitBytes = 64 * 1024 * 1024;
    private static readonly TimeSpan ErrorPatience = TimeSpan.FromMilliseconds(500);

    private static readonly string[] Settings =
    [
        "core.hooksPath=/dev/null",
        "core.fsmonitor=false",
        "protocol.ext.allow=never",
        "fetch.recurseSubmodules=false",
        "submodule.recurse=false",
        "core.quotePath=false",
        // Housekeeping in the background would outlive the lock on the mirror.
        "gc.autoDetach=false",
        "maintenance.autoDetach=false",
        // A server that stalls is a failure, not a wait without end.
        "http.lowSpeedLimit=1000",
        "http.lowSpeedTime=60",
    ];

    /// <summary>Runs a command and returns how it ended. Ending with an error is not an exception.</summary>
    /// <exception cref="SourceException">git is not installed.</exception>
    public async Task<GitOutput> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken, params (string Name, string Value)[] variables)
    {
        using var process = Start(arguments, variables);
        var errors = new ErrorTail();
        var reading = ReadErrorsAsync(process.StandardError, errors);
        try
        {
            process.StandardInput.Close();
            var output = await ReadAllAsync(process.StandardOutput.BaseStream, cancellationToken).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            // A helper that lives on (a credential cache, a shared ssh connection) may keep the error output open.
            await Task.WhenAny(reading, Task.Delay(ErrorPatience, time, cancellationToken)).ConfigureAwait(false);
            return new GitOutput(process.ExitCode, output, errors.Snapshot());
        }
        finally
        {
            Kill(process);

            // The process object does not close streams that were asked for.
            process.StandardOutput.Dispose();
            process.StandardError.Dispose();
        }
    }

    /// <summary>Starts a command that is talked to over its standard streams.</summary>
    public static Process Start(IEnumerable<string> arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("git")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetPathRoot(Path.GetTempPath()),
        };
        GitEnvironment.Apply(start.Environment);
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        foreach (var setting in Settings)
        {
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(setting);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            // Refused and not unreachable: trying again would not help.
            throw new SourceException(SourceFailure.Refused, "the git command cannot be started; install git (apt-get install git) and see that it is on PATH", error);
        }
    }

    public static void Kill(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (InvalidOperationException)
        {
            // It ended by itself just now.
        }
    }

    public static async Task ReadErrorsAsync(StreamReader reader, ErrorTail errors)
    {
        try
        {
            while (await reader.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } line)
            {
                errors.Add(line);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The process was ended; what it said before is kept.
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAllAsync(Stream stream, CancellationToken cancellationToken)
    {
        var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            content.Write(buffer, 0, read);
            if (content.Length > OutputLimitBytes)
            {
                throw new GitException($"git gave more than {OutputLimitBytes} bytes of output");
            }
        }

        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }
}
