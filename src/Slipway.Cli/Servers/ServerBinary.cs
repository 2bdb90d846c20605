namespace Slipway.Cli.Servers;

/// <summary>The server's program.</summary>
/// <param name="Program">What to execute.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record ServerBinary(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Finds it: <c>SLIPWAY_SERVER</c> (a program or a .dll), else <c>slipway-server</c> beside this program.</summary>
    public static ServerBinary Find(Surroundings surroundings)
    {
        if (surroundings.Variable("SLIPWAY_SERVER") is { } named)
        {
            var path = Path.GetFullPath(named, surroundings.Directory);
            return File.Exists(path)
                ? Of(path)
                : throw new CliException(ExitCodes.ServerUnavailable, $"SLIPWAY_SERVER names {path}, which is not there", "correct it, or unset it to use the server beside this program");
        }

        string[] candidates = [Path.Combine(AppContext.BaseDirectory, "slipway-server"), Path.Combine(AppContext.BaseDirectory, "slipway-server.dll")];
        return candidates.FirstOrDefault(File.Exists) is { } beside
            ? Of(beside)
            : throw new CliException(ExitCodes.ServerUnavailable, $"there is no slipway-server in {AppContext.BaseDirectory}", "set SLIPWAY_SERVER to the server's program");
    }

    private static ServerBinary Of(string path) =>
        path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? new ServerBinary("dotnet", [path]) : new ServerBinary(path, []);
}
