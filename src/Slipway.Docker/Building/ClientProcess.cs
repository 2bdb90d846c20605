using System.ComponentModel;
using System.Diagnostics;

namespace Slipway.Docker.Building;

/// <summary>Runs the Docker client: with a list of arguments, never through a shell, and not beyond the caller's patience.</summary>
internal static class ClientProcess
{
    /// <summary>The exit code when the program is not there.</summary>
    public const int NotStarted = -1;

    private const int BufferBytes = 128 * 1024;

    /// <summary>Runs it to its end.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables to set beside the server's own.</param>
    /// <param name="input">What it reads; null for nothing.</param>
    /// <param name="line">Gets every line of both outputs.</param>
    /// <param name="cancellationToken">Kills it with all that it started.</param>
    /// <returns>The exit code, or <see cref="NotStarted"/>.</returns>
    public static async Task<int> RunAsync(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        Stream? input,
        Action<string> line,
        CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Start(start);
        if (process is null)
        {
            return NotStarted;
        }

        // Also while it is being fed: a process that does not read would hold us up for ever.
        using var killing = cancellationToken.Register(() => Kill(process));
        var reading = Task.WhenAll(
            ReadAsync(process.StandardOutput, line, cancellationToken), ReadAsync(process.StandardError, line, cancellationToken));
        try
        {
            await FeedAsync(process.StandardInput, input, cancellationToken).ConfigureAwait(false);
            await reading.ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return process.ExitCode;
        }
        finally
        {
            Kill(process);
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            // The process object does not close streams that were asked for.
            process.StandardOutput.Dispose();
            process.StandardError.Dispose();
        }
    }

    private static Process? Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static async Task FeedAsync(StreamWriter writer, Stream? input, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            // Reading may fail as well, but that is the caller's matter and not caught here.
            while (input is not null && await input.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
            {
                if (!await TryWriteAsync(writer.BaseStream, buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false))
                {
                    return;
                }
            }
        }
        finally
        {
            Close(writer);
        }
    }

    /// <summary>Whether it still reads. One that ended before it had read everything says why by its exit code and output.</summary>
    private static async Task<bool> TryWriteAsync(Stream stream, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void Close(StreamWriter writer)
    {
        try
        {
            writer.Close();
        }
        catch (IOException)
        {
            // It does not read any more.
        }
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> line, CancellationToken cancellationToken)
    {
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } text)
        {
            line(text);
        }
    }

    private static void Kill(Process process)
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
            // It ended in this very moment.
        }
    }
}
