using System.Collections.Immutable;
using Docker.DotNet.Models;
using Microsoft.Extensions.Logging;
using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Docker.Connection;
using Slipway.Docker.Labels;

namespace Slipway.Docker.Containers;

/// <summary>Runs the commands that a container was created with: after its start, and before its stop.</summary>
internal sealed class ContainerHooks(EngineConnection connection, ContainerCommands commands, TimeProvider time, ILogger<ContainerHooks> logger)
{
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
            var (exitCode, lines) = await commands.RunAsync(container, parameters, cancellationToken).ConfigureAwait(false);
            return exitCode == 0 ? null : new CommandFailure($"its {hook} command {Show(command)} ended with exit code {exitCode}", lines);
        }
        catch (EngineException error)
        {
            return new CommandFailure($"its {hook} command {Show(command)} could not run: {error.Message}", []);
        }
    }

    // Its words alone: variables may be secrets.
    private static string Show(ContainerCommand command) => $"\"{string.Join(' ', command.Words)}\"";
}
