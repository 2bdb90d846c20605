using System.Collections.Immutable;
using System.Text;
using Docker.DotNet.Models;
using Microsoft.Extensions.Logging;
using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Docker.Connection;
using Slipway.Docker.Labels;

namespace Slipway.Docker.Containers;

/// <summary>Runs the commands that a container was created with: after its start, and before its stop.</summary>
internal sealed class ContainerHooks(EngineConnection connection, TimeProvider time, ILogger<ContainerHooks> logger)
{
    private const int KeptLines = 20;
    private const int KeptBytes = 32 * 1024;

    // A command that hangs must not keep a container from being stopped for ever.
    private static readonly TimeSpan PreStopTime = TimeSpan.FromMinutes(5);

    /// <summary>Runs what follows the start, one after the other; the first that fails ends it.</summary>
    public async Task<CommandFailure?> RunPostStartAsync(string container, CancellationToken cancellationToken)
    {
        var existing = await connection.CallAsync(
            session => session.Client.Containers.InspectContainerAsync(PathSegment.Name(container), cancellationToken), cancellationToken).ConfigureAwait(false);
        foreach (var command in EngineLabels.PostStartOf(existing.Config?.Labels))
        {
            if (await RunAsync(existing.ID!, "post_start", command, cancellationToken).ConfigureAwait(false) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    /// <summary>Runs what precedes the stop, one after the other, whatever comes of them. A container that does not run needs none.</summary>
    public async Task<ImmutableArray<string>> RunPreStopAsync(ContainerInspectResponse existing, CancellationToken cancellationToken)
    {
        if (existing.State is not { Running: true, Paused: false, Restarting: false })
        {
            return [];
        }

        using var patience = new CancellationTokenSource(PreStopTime, time);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        var failures = ImmutableArray.CreateBuilder<string>();
        foreach (var command in EngineLabels.PreStopOf(existing.Config?.Labels))
        {
            if (await RunPreStopAsync(existing, command, limited.Token, cancellationToken).ConfigureAwait(false) is { } reason)
            {
                logger.PreStopFailed((existing.Name ?? existing.ID ?? string.Empty).TrimStart('/'), reason);
                failures.Add(reason);
            }
        }

        return failures.ToImmutable();
    }

    private async Task<string?> RunPreStopAsync(
        ContainerInspectResponse container, ContainerCommand command, CancellationToken limited, CancellationToken cancellationToken)
    {
        try
        {
            var failure = await RunAsync(container.ID!, "pre_stop", command, limited).ConfigureAwait(false);
            return failure is null ? null : $"{failure.Reason}{(failure.LastLines.IsEmpty ? null : $" ({failure.LastLines[^1]})")}; it was stopped all the same";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"its pre_stop command {Show(command)} did not end within {PreStopTime.TotalMinutes:0} min; it was stopped all the same";
        }
    }

    private async Task<CommandFailure?> RunAsync(string container, string hook, ContainerCommand command, CancellationToken cancellationToken)
    {
        var parameters = new ContainerExecCreateParameters
        {
            AttachStdout = true,
            AttachStderr = true,
            Cmd = [.. command.Words],
            Env = [.. command.Environment.Select(pair => $"{pair.Key}={pair.Value}")],
            User = command.User!,
            WorkingDir = command.WorkingDirectory!,
            Privileged = command.Privileged,
        };
        try
        {
            var created = await connection.CallAsync(
                session => session.Client.Exec.CreateContainerExecAsync(container, parameters, cancellationToken), cancellationToken).ConfigureAwait(false);
            var lines = await ReadAsync(created.ID, cancellationToken).ConfigureAwait(false);
            var ended = await connection.CallAsync(
                session => session.Client.Exec.InspectContainerExecAsync(created.ID, cancellationToken), cancellationToken).ConfigureAwait(false);
            return ended.ExitCode == 0 ? null : new CommandFailure($"its {hook} command {Show(command)} ended with exit code {ended.ExitCode}", lines);
        }
        catch (EngineException error)
        {
            return new CommandFailure($"its {hook} command {Show(command)} could not run: {error.Message}", []);
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

    // Its words alone: variables may be secrets.
    private static string Show(ContainerCommand command) => $"\"{string.Join(' ', command.Words)}\"";
}
