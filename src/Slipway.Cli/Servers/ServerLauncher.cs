using Slipway.Cli.Api;

namespace Slipway.Cli.Servers;

/// <summary>Makes sure that a server runs. Several at once start one.</summary>
internal sealed class ServerLauncher(Surroundings surroundings)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>A server that finds another one at its start ends; that other one may not answer yet.</summary>
    private static readonly TimeSpan OtherServerPatience = TimeSpan.FromSeconds(2);

    private const int LogTailLines = 20;

    private readonly ServerHome _home = ServerHome.Of(surroundings);

    /// <summary>Gets how to find the server.</summary>
    public ServerLocator Locator => new(_home);

    /// <summary>A client of the running server, which is started first where there is none.</summary>
    /// <exception cref="CliException">It does not start.</exception>
    public async Task<ApiClient> EnsureAsync(CancellationToken cancellationToken)
    {
        if (await Locator.FindAsync(cancellationToken) is { } running)
        {
            return running;
        }

        _home.Create();
        var begun = surroundings.Time.GetTimestamp();
        var told = false;
        FileStream? turn = null;
        try
        {
            int? process = null;
            long? ended = null;
            var logStart = 0L;
            while (true)
            {
                if (await Locator.FindAsync(cancellationToken) is { } client)
                {
                    return client;
                }

                // Who holds the lock starts the server; the others wait for it to answer, and take over if the starter gives up.
                turn ??= TryLock();
                if (turn is not null && process is null)
                {
                    logStart = File.Exists(_home.LogFile) ? new FileInfo(_home.LogFile).Length : 0;
                    process = await DetachedProcess.StartAsync(ServerBinary.Find(surroundings), _home, surroundings, cancellationToken);
                }

                if (process is { } id && !ProcessTable.IsAlive(id))
                {
                    ended ??= surroundings.Time.GetTimestamp();
                    if (surroundings.Time.GetElapsedTime(ended.Value) > OtherServerPatience)
                    {
                        throw DidNotStart("the server ended while it started", logStart);
                    }
                }

                var elapsed = surroundings.Time.GetElapsedTime(begun);
                if (elapsed > Patience)
                {
                    throw DidNotStart($"the server did not answer within {Patience.TotalSeconds:0} s", logStart);
                }

                if (!told && elapsed > Quiet)
                {
                    told = true;
                    await surroundings.Error.WriteLineAsync("starting the server …".AsMemory(), cancellationToken);
                }

                await Task.Delay(Pause, surroundings.Time, cancellationToken);
            }
        }
        finally
        {
            turn?.Dispose();
        }
    }

    private FileStream? TryLock()
    {
        try
        {
            // The runtime takes flock(2) for FileShare.None; the system releases it with the process.
            return new FileStream(_home.StartLock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private CliException DidNotStart(string what, long logStart)
    {
        var tail = LogTail(logStart);
        var evidence = tail.Length == 0 ? "it wrote nothing" : "it wrote last:" + string.Concat(tail.Select(line => "\n  | " + line));
        return new CliException(
            ExitCodes.ServerUnavailable,
            $"{what}; {evidence}",
            $"correct what it names (all of it is in {_home.LogFile}), or run '{surroundings.Command} serve' to watch it start");
    }

    private string[] LogTail(long start)
    {
        try
        {
            using var log = new FileStream(_home.LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            log.Seek(Math.Min(start, log.Length), SeekOrigin.Begin);
            using var reader = new StreamReader(log);
            return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(LogTailLines).Select(Terminals.Columns.Clean)];
        }
        catch (IOException)
        {
            return [];
        }
    }
}
