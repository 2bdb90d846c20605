using System.CommandLine;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Progress;

namespace Slipway.Cli;

/// <summary>One invocation: command line in, exit code out. Everything that goes wrong ends here as one error.</summary>
internal static class CliApplication
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Surroundings surroundings, CancellationToken cancellationToken)
    {
        try
        {
            var root = SlipwayCommand.Create(surroundings);
            if (arguments.Count == 0)
            {
                root.Parse(["--help"]).Invoke(Configuration(surroundings));
                return ExitCodes.Usage;
            }

            var parsed = root.Parse(ArgumentOrder.VerbFirst(arguments));
            if (UsageErrors.Find(parsed, surroundings.Command) is { } mistake)
            {
                throw mistake;
            }

            return await parsed.InvokeAsync(Configuration(surroundings), cancellationToken);
        }
        catch (CliException e)
        {
            Explain(e, surroundings);
            return e.ExitCode;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (HttpRequestException e)
        {
            var lost = new CliException(ExitCodes.ServerUnavailable, $"the connection to the server was lost: {e.Message}", "repeat the command; server.log in Slipway's data directory says what the server did", e);
            Explain(lost, surroundings);
            return lost.ExitCode;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk, a directory of another user: the system's own words say what.
            Explain(new CliException(ExitCodes.Failed, e.Message, cause: e), surroundings);
            return ExitCodes.Failed;
        }
#pragma warning disable CA1031 // the edge of the process: a defect becomes an exit code and a text, not a crash
        catch (Exception e)
#pragma warning restore CA1031
        {
            Explain(new CliException(ExitCodes.InternalError, $"a defect of Slipway: {e}", "please report it with the lines above", e), surroundings);
            return ExitCodes.InternalError;
        }
    }

    private static void Explain(CliException error, Surroundings surroundings)
    {
        var palette = surroundings.ErrorScreen().Palette;
        foreach (var diagnostic in error.Diagnostics)
        {
            surroundings.Error.WriteLine(ResultText.Diagnostic(diagnostic, palette));
        }

        // Leaving something that goes on is no error.
        var goesOn = error.ExitCode is ExitCodes.Interrupted or ExitCodes.WaitTimeout;
        surroundings.Error.WriteLine($"{(goesOn ? palette.Attention("notice:") : palette.Bad("error:"))} {error.Message}");
        if (error.NextStep.Length > 0)
        {
            surroundings.Error.WriteLine($"  next step: {error.NextStep}");
        }
    }

    // Signals and exceptions are handled here and in Program, once.
    private static InvocationConfiguration Configuration(Surroundings surroundings) => new()
    {
        Output = surroundings.Out,
        Error = surroundings.Error,
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    };
}
