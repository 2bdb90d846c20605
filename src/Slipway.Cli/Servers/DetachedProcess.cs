using System.Diagnostics;
using System.Globalization;

namespace Slipway.Cli.Servers;

/// <summary>Starts a process that outlives this one.</summary>
internal static class DetachedProcess
{
    // A session of its own, so that neither Ctrl-C nor the end of the terminal reaches it. Without setsid (macOS), ignoring SIGHUP does for
    // the latter, and a background job of a shell that does no job control ignores SIGINT.
    private const string Script = """
        log=$1; shift
        if command -v setsid >/dev/null 2>&1; then
            setsid "$@" >>"$log" 2>&1 </dev/null &
        else
            trap '' HUP
            "$@" >>"$log" 2>&1 </dev/null &
        fi
        echo $!
        """;

    /// <summary>Starts it with its output appended to a file, and returns its process id.</summary>
    public static async Task<int> StartAsync(ServerBinary binary, ServerHome home, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = home.Directory };
        surroundings.PassVariables(start);
        string[] arguments = ["-c", Script, "slipway", home.LogFile, binary.Program, .. binary.Arguments];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var shell = Process.Start(start) ?? throw new InvalidOperationException("/bin/sh did not start");
        var answer = await shell.StandardOutput.ReadToEndAsync(cancellationToken);
        await shell.WaitForExitAsync(cancellationToken);
        return int.Parse(answer, CultureInfo.InvariantCulture);
    }
}
