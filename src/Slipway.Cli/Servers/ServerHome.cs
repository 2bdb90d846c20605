using System.Text.Json;
using Slipway.Api;

namespace Slipway.Cli.Servers;

/// <summary>The data directory that CLI and server share: <c>$SLIPWAY_HOME</c>, by default <c>~/.local/share/slipway</c>.</summary>
internal sealed record ServerHome(string Directory)
{
    /// <summary>Gets the file in which the server says where it is.</summary>
    public string AddressFile => Path.Combine(Directory, "server.json");

    /// <summary>Gets what a server in the background writes.</summary>
    public string LogFile => Path.Combine(Directory, "server.log");

    /// <summary>Gets the file that is locked while one CLI starts a server.</summary>
    public string StartLock => Path.Combine(Directory, "server.start.lock");

    public static ServerHome Of(Surroundings surroundings)
    {
        if (surroundings.Variable("SLIPWAY_HOME") is { } home)
        {
            return new ServerHome(Path.GetFullPath(home, surroundings.Directory));
        }

        var user = surroundings.Variable("HOME")
            ?? throw new CliException(ExitCodes.ServerUnavailable, "neither SLIPWAY_HOME nor HOME is set", "set SLIPWAY_HOME to a directory for Slipway's data");
        return new ServerHome(Path.Combine(user, ".local", "share", "slipway"));
    }

    /// <summary>Makes the directory, for its user only: it holds secrets.</summary>
    public void Create()
    {
        if (OperatingSystem.IsWindows())
        {
            System.IO.Directory.CreateDirectory(Directory);
        }
        else
        {
            System.IO.Directory.CreateDirectory(Directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>What the file says; null where there is none, or where it is just being written.</summary>
    public ServerAddress? ReadAddress()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(AddressFile), ApiJson.Default.ServerAddress);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new CliException(ExitCodes.ServerUnavailable, $"{AddressFile} belongs to another user", "set SLIPWAY_HOME to a directory of your own", e);
        }
    }
}
