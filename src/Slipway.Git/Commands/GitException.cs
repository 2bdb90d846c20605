using System.Collections.Immutable;

namespace Slipway.Git.Commands;

/// <summary>The <c>git</c> command failed, or is not there. Carries what it said, without credentials.</summary>
public sealed class GitException : Exception
{
    public GitException()
    {
    }

    public GitException(string message)
        : base(message)
    {
    }

    public GitException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public GitException(string command, int exitCode, ImmutableArray<string> lastLines)
        : base($"git {command} failed with exit code {exitCode}: {(lastLines.IsEmpty ? "it said nothing" : string.Join("; ", lastLines.TakeLast(3)))}")
    {
        ExitCode = exitCode;
        LastLines = lastLines;
    }

    /// <summary>Gets the exit code; null where the command did not run to its end.</summary>
    public int? ExitCode { get; }

    /// <summary>Gets the end of its error output, at most 20 lines.</summary>
    public ImmutableArray<string> LastLines { get; } = [];
}
