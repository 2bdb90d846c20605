using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Slipway.Messaging;

/// <summary>
/// Who holds a lease: a worker server in a process on a machine. On Linux it can be told whether the process still exists; elsewhere, and
/// for other machines or containers, only the lease's end tells.
/// </summary>
internal readonly record struct OwnerId
{
    private const char Separator = '/';
    private const string Unreadable = "?";
    private static readonly string Place = ReadPlace();
    private static readonly string ThisProcess = $"{Place}{Separator}{Environment.ProcessId}{Separator}{ReadStartTicks(Environment.ProcessId)}";

    private readonly string _text;

    private OwnerId(string text)
    {
        _text = text;
    }

    /// <summary>A new owner in this process.</summary>
    public static OwnerId Create() => new($"{ThisProcess}{Separator}{Random.Shared.NextInt64():x16}");

    /// <summary>Whether the owner was a process of this very place (machine start and process namespace) that exists no more.</summary>
    public static bool IsKnownToBeGone(string owner)
    {
        if (owner.Split(Separator) is not [var place, var pid, var startTicks, _] || place.Length == 0 || place != Place
            || !int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return false;
        }
        var found = ReadStartTicks(id);
        return found != startTicks && found != Unreadable;
    }

    public override string ToString() => _text;

    // The boot id alone is shared by all containers of a machine, whose process ids mean different processes.
    private static string ReadPlace()
    {
        try
        {
            var boot = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
            var space = File.ResolveLinkTarget("/proc/self/ns/pid", returnFinalTarget: false)?.Name;

            // Short, as it is written with each claim.
            return space is null ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{boot}+{space}")), 0, 8);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    // Fields 3 and 22 of /proc/PID/stat; the name in field 2 may hold blanks and parentheses, so count from its end. A process that was
    // killed but not yet reaped by its parent (state Z) is as gone as one that is not there: null.
    private static string? ReadStartTicks(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : fields[19];
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Unreadable;
        }
    }
}
