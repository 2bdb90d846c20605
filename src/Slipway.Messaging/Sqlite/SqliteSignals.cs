using Microsoft.Extensions.Logging;

namespace Slipway.Messaging;

/// <summary>
/// Signals between processes on one SQLite file: whoever committed something for others sets the file's time of change, and they watch it. No query, and
/// no event for the writes themselves, whose own effect on the files comes before other processes can see what they wrote.
/// </summary>
internal sealed class SqliteSignals(string dataSource, ILogger logger)
{
    private readonly string _path = Path.GetFullPath(dataSource);
    private long _ownTicks;
    private int _failures;

    public void Send(IReadOnlyCollection<StoreSignal> signals)
    {
        try
        {
            var now = TimeProvider.System.GetUtcNow();
            Volatile.Write(ref _ownTicks, now.Ticks);
            File.SetLastWriteTimeUtc(_path, now.UtcDateTime);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // In memory, or the file of another user. Others still look every poll interval.
            LogOnce(error);
        }
    }

    public async Task WatchAsync(Action<StoreSignalKind> heard, CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource();
        using var registration = cancellationToken.Register(stopped.SetResult);
        using var watcher = TryWatch(heard);
        await stopped.Task.ConfigureAwait(false);
    }

    private FileSystemWatcher? TryWatch(Action<StoreSignalKind> heard)
    {
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(Path.GetDirectoryName(_path)!, Path.GetFileName(_path))
            {
                // On Linux a change of the time is one of attributes, and the writes of SQLite are not; elsewhere they cannot be told apart.
                NotifyFilter = OperatingSystem.IsLinux() ? NotifyFilters.Attributes : NotifyFilters.Attributes | NotifyFilters.LastWrite,
            };
            watcher.Changed += (_, _) => Hear(heard);
            watcher.Error += (_, e) =>
            {
                // Too many events at once: some may be missing.
                logger.WatchFailed(e.GetException(), _path);
                HearAll(heard);
            };
            watcher.EnableRaisingEvents = true;
            HearAll(heard);
            return watcher;
        }
        catch (Exception error) when (error is IOException or ArgumentException or UnauthorizedAccessException)
        {
            watcher?.Dispose();
            LogOnce(error);
            return null;
        }
    }

    // Whoever set the latest time looks by itself after its commit, and sees what was committed before.
    private void Hear(Action<StoreSignalKind> heard)
    {
        if (File.GetLastWriteTimeUtc(_path).Ticks != Volatile.Read(ref _ownTicks))
        {
            HearAll(heard);
        }
    }

    private static void HearAll(Action<StoreSignalKind> heard)
    {
        heard(StoreSignalKind.Ready);
        heard(StoreSignalKind.Cancel);
        heard(StoreSignalKind.Outbox);
    }

    private void LogOnce(Exception error)
    {
        if (Interlocked.Exchange(ref _failures, 1) == 0)
        {
            logger.WatchFailed(error, _path);
        }
    }
}
