using System.Diagnostics;

namespace Slipway.Cli.Engines;

/// <summary>Makes sure that a Docker Engine answers, with the script that this program carries.</summary>
internal sealed class EngineSetup(Surroundings surroundings)
{
    private const string Resource = "engine.sh";
    private const string ErrorPrefix = "engine: error: ";
    private const string NextStepPrefix = "engine: next step: ";

    /// <exception cref="CliException">None answers, and none could be set up here.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var tls = surroundings.Variable("DOCKER_TLS_VERIFY") is not null;
        if (await EngineProbe.AnswersAsync(surroundings.Variable("DOCKER_HOST"), tls, cancellationToken) is true)
        {
            return;
        }

        await using var script = typeof(EngineSetup).Assembly.GetManifestResourceStream(Resource);
        if (script is null)
        {
            throw new CliException(ExitCodes.EngineUnavailable, "no Docker Engine answers", "install and start one, or set DOCKER_HOST to one that runs elsewhere");
        }

        await RunAsync(script, cancellationToken);
    }

    private async Task RunAsync(Stream script, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-s"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = surroundings.Directory,
        };
        surroundings.PassVariables(start);
        using var shell = Process.Start(start) ?? throw new InvalidOperationException("/bin/sh did not start");

        var writing = FeedAsync(script, shell, cancellationToken);
        string message = "no Docker Engine answers", nextStep = string.Empty;
        while (await shell.StandardError.ReadLineAsync(cancellationToken) is { } line)
        {
            // Its last words become our one error; all before them is progress.
            if (line.StartsWith(ErrorPrefix, StringComparison.Ordinal))
            {
                message = line[ErrorPrefix.Length..];
            }
            else if (line.StartsWith(NextStepPrefix, StringComparison.Ordinal))
            {
                nextStep = line[NextStepPrefix.Length..];
            }
            else
            {
                await surroundings.Error.WriteLineAsync(line.AsMemory(), cancellationToken);
            }
        }

        await writing;
        await shell.WaitForExitAsync(cancellationToken);
        if (shell.ExitCode != 0)
        {
            throw new CliException(ExitCodes.EngineUnavailable, message, nextStep);
        }
    }

    private static async Task FeedAsync(Stream script, Process shell, CancellationToken cancellationToken)
    {
        try
        {
            await script.CopyToAsync(shell.StandardInput.BaseStream, cancellationToken);
            shell.StandardInput.Close();
        }
        catch (IOException)
        {
            // The script has ended before its last line, as "exit" in it does.
        }
    }
}
