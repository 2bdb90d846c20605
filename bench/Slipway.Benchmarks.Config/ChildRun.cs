using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Slipway.Benchmarks.Config;

/// <summary>
/// Runs a program to its end and measures it from outside: wall time from before it is started until it has been waited for, and the most memory it
/// held. Started as a shell would, without pipes, so that nothing of this process is in the figures.
/// </summary>
internal static partial class ChildRun
{
    private const int PeakMemoryOffset = 32;   // ru_maxrss of struct rusage behind two struct timeval, on 64 bits
    private const int OutputForWriting = 0x241;   // O_WRONLY | O_CREAT | O_TRUNC of Linux

    /// <summary>Runs a program; its standard output goes to a file, its other streams nowhere.</summary>
    public static ChildResult Run(IReadOnlyList<string> command, string directory, IReadOnlyDictionary<string, string> environment, string output = "/dev/null")
    {
        var actions = Marshal.AllocHGlobal(1024);
        var usage = Marshal.AllocHGlobal(1024);
        try
        {
            Check(InitialiseActions(actions));
            Check(AddOpen(actions, 0, "/dev/null", 0, 0));
            Check(AddOpen(actions, 1, output, OutputForWriting, 0x1A4));
            Check(AddOpen(actions, 2, "/dev/null", OutputForWriting, 0x1A4));
            Check(AddDirectory(actions, directory));
            nint[] arguments = [.. command.Select(Marshal.StringToCoTaskMemUTF8), 0];
            nint[] variables = [.. environment.Select(pair => Marshal.StringToCoTaskMemUTF8($"{pair.Key}={pair.Value}")), 0];
            var started = Stopwatch.GetTimestamp();
            Check(Spawn(out var process, command[0], actions, 0, arguments, variables));
            if (Wait(process, out var status, 0, usage) != process)
            {
                throw new InvalidOperationException($"{command[0]} could not be waited for.");
            }

            var taken = Stopwatch.GetElapsedTime(started);
            Array.ForEach(arguments, Marshal.FreeCoTaskMem);
            Array.ForEach(variables, Marshal.FreeCoTaskMem);
            return new ChildResult(taken, Marshal.ReadInt64(usage, PeakMemoryOffset) * 1024, (status & 0x7f) == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f));
        }
        finally
        {
            _ = DestroyActions(actions);
            Marshal.FreeHGlobal(actions);
            Marshal.FreeHGlobal(usage);
        }
    }

    private static void Check(int error)
    {
        if (error != 0)
        {
            throw new InvalidOperationException($"The program could not be started: {Marshal.GetPInvokeErrorMessage(error)}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_spawn", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Spawn(out int process, string path, nint actions, nint attributes, nint[] arguments, nint[] environment);

    [LibraryImport("libc", EntryPoint = "wait4")]
    private static partial int Wait(int process, out int status, int options, nint usage);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int InitialiseActions(nint actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int DestroyActions(nint actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int AddOpen(nint actions, int descriptor, string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addchdir_np", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int AddDirectory(nint actions, string directory);
}
