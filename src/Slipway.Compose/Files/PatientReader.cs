using System.Runtime.ExceptionServices;

namespace Slipway.Compose;

/// <summary>Reads what may never end, and gives up after a while.</summary>
internal static class PatientReader
{
    /// <summary>Reads on a thread of its own. One that waits for a pipe cannot be ended; it does not keep the process alive.</summary>
    /// <param name="path">What is read.</param>
    /// <param name="patience">How long it may take.</param>
    /// <param name="read">Reads it.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="IOException">It took too long.</exception>
    public static ReadOnlyMemory<byte> Read(string path, TimeSpan patience, Func<ReadOnlyMemory<byte>> read)
    {
        ReadOnlyMemory<byte> content = default;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                content = read();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        }) { IsBackground = true };
        thread.Start();
        if (!thread.Join(patience))
        {
            throw new IOException($"{path} did not end within {patience.TotalSeconds} seconds.");
        }

        failure?.Throw();
        return content;
    }
}
