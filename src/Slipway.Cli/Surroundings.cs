using System.Diagnostics;
using Slipway.Cli.Terminals;

namespace Slipway.Cli;

/// <summary>All that an invocation takes from the process around it, so that tests can run one inside of theirs.</summary>
internal sealed record Surroundings
{
    /// <summary>Gets where results go.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Gets where progress, notices and errors go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Gets what <see cref="Out"/> is connected to now.</summary>
    public required Func<Screen> OutScreen { get; init; }

    /// <summary>Gets what <see cref="Error"/> is connected to now (a window can change its size).</summary>
    public required Func<Screen> ErrorScreen { get; init; }

    /// <summary>Gets the standard input.</summary>
    public required TextReader In { get; init; }

    /// <summary>Gets the environment variables.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>Gets the working directory.</summary>
    public required string Directory { get; init; }

    /// <summary>Gets the clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Gets how the user called this program, for hints that can be copied: <c>./slipway</c>.</summary>
    public string Command => Variable("SLIPWAY_COMMAND") ?? "slipway";

    /// <summary>An environment variable; null for one that is not set or empty.</summary>
    public string? Variable(string name) => Variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>Gives a process that is about to be started these variables, and no others.</summary>
    public void PassVariables(ProcessStartInfo start)
    {
        start.Environment.Clear();
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }
    }
}
