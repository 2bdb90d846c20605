using System.Collections.Immutable;
using Slipway.Api;

namespace Slipway.Cli;

/// <summary>What a user is told instead of a result: one error, what to do next, and the exit code.</summary>
internal sealed class CliException(int exitCode, string message, string nextStep = "", Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Gets one of <see cref="ExitCodes"/>.</summary>
    public int ExitCode => exitCode;

    /// <summary>Gets what to do; empty for nothing that the message does not say.</summary>
    public string NextStep => nextStep;

    /// <summary>Gets findings about the user's files, shown before the message.</summary>
    public ImmutableArray<DiagnosticView> Diagnostics { get; init; } = [];

    /// <summary>Gets the status of the server's answer; 0 where it was not the server that said so.</summary>
    public int HttpStatus { get; init; }
}
