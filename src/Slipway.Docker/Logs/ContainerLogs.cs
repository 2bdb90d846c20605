using System.Globalization;
using System.Runtime.CompilerServices;
using Docker.DotNet;
using Docker.DotNet.Models;
using Slipway.Core.Engines;
using Slipway.Docker.Connection;

namespace Slipway.Docker.Logs;

/// <summary>Reads the output of containers.</summary>
internal sealed class ContainerLogs(EngineConnection connection)
{
    private const int BufferBytes = 32 * 1024;

    public async IAsyncEnumerable<LogLine> ReadAsync(
        string container, int? tail, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PathSegment.Name(container);
        var parameters = new ContainerLogsParameters
        {
            ShowStdout = true,
            ShowStderr = true,
            Timestamps = true,
            Follow = follow,
            Tail = tail?.ToString(CultureInfo.InvariantCulture) ?? "all",
        };
        using var stream = await connection.CallAsync(
            session => session.Client.Containers.GetContainerLogsAsync(container, parameters, cancellationToken), cancellationToken).ConfigureAwait(false);
        var output = new LogLineAssembler(isError: false);
        var errors = new LogLineAssembler(isError: true);
        var buffer = new byte[BufferBytes];
        while (true)
        {
            var read = await ReadAsync(stream, buffer, cancellationToken).ConfigureAwait(false);
            if (read.EOF)
            {
                break;
            }

            var lines = read.Target == MultiplexedStream.TargetStream.StandardError ? errors : output;
            foreach (var line in lines.Add(buffer.AsMemory(0, read.Count)))
            {
                yield return line;
            }
        }

        foreach (var rest in new[] { output.Finish(), errors.Finish() }.OfType<LogLine>())
        {
            yield return rest;
        }
    }

    private Task<MultiplexedStream.ReadResult> ReadAsync(MultiplexedStream stream, byte[] buffer, CancellationToken cancellationToken) =>
        connection.CallAsync(_ => stream.ReadOutputAsync(buffer, 0, buffer.Length, cancellationToken), cancellationToken);
}
