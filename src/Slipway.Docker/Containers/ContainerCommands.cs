using System.Collections.Immutable;
using System.Text;
using Docker.DotNet.Models;
using Slipway.Docker.Connection;

namespace Slipway.Docker.Containers;

/// <summary>Runs commands inside of containers.</summary>
internal sealed class ContainerCommands(EngineConnection connection, TimeProvider time)
{
    private const int KeptLines = 20;
    private const int KeptBytes = 32 * 1024;
    private static readonly TimeSpan EndPause = TimeSpan.FromMilliseconds(20);

    /// <summary>Runs a command to its end. One that is cancelled runs on: the engine has no way to end it.</summary>
    public async Task<(long ExitCode, ImmutableArray<string> LastLines)> RunAsync(
        string container, ContainerExecCreateParameters parameters, CancellationToken cancellationToken)
    {
        var created = await connection.CallAsync(
            session => session.Client.Exec.CreateContainerExecAsync(container, parameters, cancellationToken), cancellationToken).ConfigureAwait(false);
        var lines = await ReadAsync(created.ID, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var ended = await connection.CallAsync(
                session => session.Client.Exec.InspectContainerExecAsync(created.ID, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (ended is { Running: false, ExitCode: { } exitCode })
            {
                return (exitCode, lines);
            }

            // Its output ended before it did.
            await Task.Delay(EndPause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<ImmutableArray<string>> ReadAsync(string id, CancellationToken cancellationToken)
    {
        using var stream = await connection.CallAsync(
            session => session.Client.Exec.StartContainerExecAsync(id, new ContainerExecStartParameters(), cancellationToken), cancellationToken).ConfigureAwait(false);
        var buffer = new byte[KeptBytes];
        var kept = new byte[KeptBytes];
        var length = 0;
        while (true)
        {
            var read = await connection.CallAsync(_ => stream.ReadOutputAsync(buffer, 0, buffer.Length, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (read.EOF)
            {
                break;
            }

            // Only the end counts, and it must not grow.
            var room = Math.Min(length, KeptBytes - read.Count);
            Buffer.BlockCopy(kept, length - room, kept, 0, room);
            Buffer.BlockCopy(buffer, 0, kept, room, read.Count);
            length = room + read.Count;
        }

        return [.. Encoding.UTF8.GetString(kept, 0, length).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).TakeLast(KeptLines)];
    }
}
