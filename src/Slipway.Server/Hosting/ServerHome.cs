using System.Globalization;
using System.Text.Json;
using Slipway.Api;

namespace Slipway.Server.Hosting;

/// <summary>The data directory: everything that the server keeps is below it, readable by its user only.</summary>
internal sealed class ServerHome : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(100);
    private FileStream? _lock;

    public ServerHome(string directory)
    {
        Directory = Path.GetFullPath(directory);
        System.IO.Directory.CreateDirectory(Directory, OwnerOnly | UnixFileMode.UserExecute);
    }

    public string Directory { get; }

    /// <summary>Gets the SQLite file.</summary>
    public string DatabaseFile => Path.Combine(Directory, "slipway.db");

    private string AddressFile => Path.Combine(Directory, "server.json");

    /// <summary>Where the data directory is by default: <c>SLIPWAY_HOME</c>, else <c>~/.local/share/slipway</c>.</summary>
    public static string Locate()
    {
        var configured = Environment.GetEnvironmentVariable("SLIPWAY_HOME");
        return string.IsNullOrEmpty(configured)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share", "slipway")
            : configured;
    }

    /// <summary>Makes this the only server of the directory; the kernel lets go of the lock when the process ends, however it ends.</summary>
    /// <returns>Whether it is the only one. A killed server holds the lock until its last thread has ended, so one that is held is tried for a while.</returns>
    public async Task<bool> TryLockAsync(TimeProvider time)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                _lock = new FileStream(Path.Combine(Directory, "server.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                return true;
            }
            catch (IOException) when (time.GetElapsedTime(began) < LockPatience)
            {
                await Task.Delay(LockPause, time);
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    /// <summary>Tells clients how to reach the server; whole or not at all.</summary>
    public void Announce(ServerAddress address)
    {
        var temporary = AddressFile + "." + Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
        using (var stream = new FileStream(temporary, options))
        {
            JsonSerializer.Serialize(stream, address, ApiJson.Default.ServerAddress);
        }

        File.Move(temporary, AddressFile, overwrite: true);
    }

    /// <summary>Takes the announcement back.</summary>
    public void Withdraw() => File.Delete(AddressFile);

    public void Dispose() => _lock?.Dispose();
}
