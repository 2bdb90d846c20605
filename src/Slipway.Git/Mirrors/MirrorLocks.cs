using System.Collections.Concurrent;

namespace Slipway.Git.Mirrors;

/// <summary>Lets one caller at a time change what a key names: one of this process by a semaphore, one of the machine by a lock on a file.</summary>
internal sealed class MirrorLocks(string directory, TimeProvider time)
{
    private static readonly TimeSpan OtherProcessPatience = TimeSpan.FromMilliseconds(50);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = new(StringComparer.Ordinal);

    public async Task<IDisposable> AcquireAsync(string key, CancellationToken cancellationToken)
    {
        var gate = _gates.GetOrAdd(key, _ => new SemaphoreSlim(1));
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return new Held(gate, await LockFileAsync(key, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            gate.Release();
            throw;
        }
    }

    private async Task<FileStream> LockFileAsync(string key, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, key + ".lock");
        while (true)
        {
            try
            {
                // The operating system gives the lock back when the process ends, however it ends. The file itself stays.
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException error) when (error is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
            {
                await Task.Delay(OtherProcessPatience, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private sealed class Held(SemaphoreSlim gate, FileStream file) : IDisposable
    {
        public void Dispose()
        {
            file.Dispose();
            gate.Release();
        }
    }
}
