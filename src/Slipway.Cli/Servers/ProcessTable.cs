using System.Diagnostics;

namespace Slipway.Cli.Servers;

/// <summary>Whether a process is there.</summary>
internal static class ProcessTable
{
    public static bool IsAlive(int processId)
    {
        if (OperatingSystem.IsLinux())
        {
            try
            {
                // "PID (name) STATE …"; the name may hold anything, so the last parenthesis counts. A zombie runs no more: it stays
                // in the table for as long as nobody reaps it, which in a container may be for ever.
                var status = File.ReadAllText($"/proc/{processId}/stat");
                var end = status.LastIndexOf(')');
                return end < 0 || end + 2 >= status.Length || status[end + 2] is not ('Z' or 'X');
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }

        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The arguments that a process was started with; null where that cannot be known.</summary>
    public static string[]? Arguments(int processId)
    {
        try
        {
            return OperatingSystem.IsLinux() ? File.ReadAllText($"/proc/{processId}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
