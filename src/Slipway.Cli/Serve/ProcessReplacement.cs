using System.Runtime.InteropServices;

namespace Slipway.Cli.Serve;

/// <summary>Becomes another program: the same process id, so signals, exit code and service managers need no help of ours.</summary>
internal static partial class ProcessReplacement
{
    /// <summary>Returns only by exception.</summary>
    public static int Execute(string program, IReadOnlyList<string> arguments)
    {
        string?[] argv = [program, .. arguments, null];
        ExecuteOnPath(program, argv);
        var error = Marshal.GetLastPInvokeErrorMessage();
        throw new CliException(ExitCodes.ServerUnavailable, $"{program} cannot be executed: {error}", "set SLIPWAY_SERVER to the server's program");
    }

    [LibraryImport("libc", EntryPoint = "execvp", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ExecuteOnPath(string file, string?[] argv);
}
