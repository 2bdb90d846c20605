using System.Collections.Concurrent;
using Docker.DotNet.Models;
using Microsoft.Extensions.Options;
using Slipway.Core.Engines;
using Slipway.Docker.Containers;
using Slipway.Docker.Observation;

namespace Slipway.Docker.Awaiting;

/// <summary>
/// Runs the health check of a container that has just started, because the engine does so for the first time after a whole interval, 30 s by default.
/// It passes or says nothing: that a container is unhealthy is for the engine to tell.
/// </summary>
internal sealed class EarlyHealth(ContainerCommands commands, IOptions<DockerOptions> options, TimeProvider time)
{
    private const int Remembered = 1024;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    // The engine's own defaults.
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, string> _passed = new(StringComparer.Ordinal);

    /// <summary>Whether the check has passed here since the container's start, and the engine has not looked since.</summary>
    public bool HasPassed(ContainerInspectResponse container) =>
        _passed.TryGetValue(container.ID ?? string.Empty, out var start)
        && start == container.State?.StartedAt
        && !HasEngineLookedSince(ContainerReading.TimeOf(start), container.State.Health);

    /// <summary>Checks with pauses that double, until the check passes or the engine's turn has come.</summary>
    /// <param name="container">The container, as it runs.</param>
    /// <param name="passed">Is called when the check has passed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task CheckAsync(ContainerInspectResponse container, Action passed, CancellationToken cancellationToken)
    {
        if (!options.Value.EarlyHealthChecks || container.ID is not { } id || CommandOf(container.Config!) is not { } command)
        {
            return;
        }

        var interval = OrDefault(container.Config!.Healthcheck!.Interval, DefaultInterval);
        for (var pause = FirstPause; pause < interval; pause *= 2)
        {
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limited.CancelAfter(OrDefault(container.Config.Healthcheck.Timeout, DefaultTimeout));
            try
            {
                var parameters = new ContainerExecCreateParameters { AttachStdout = true, AttachStderr = true, Cmd = command };
                var (exitCode, _) = await commands.RunAsync(id, parameters, limited.Token).ConfigureAwait(false);
                if (exitCode == 0)
                {
                    Remember(id, container.State?.StartedAt ?? string.Empty);
                    passed();
                    return;
                }
            }
            catch (EngineException)
            {
                // It has ended, or the command is not there: what there is to say of that, the engine says.
                return;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // It hangs; a second one beside it would as well.
                return;
            }
        }
    }

    // The log of a container that starts again goes on with that of its earlier run.
    private static bool HasEngineLookedSince(DateTimeOffset? start, Health? health) =>
        health?.Log?.Any(look => !(look.Start.ToUniversalTime() < start?.UtcDateTime)) == true;

    private static List<string>? CommandOf(ContainerConfig config) => config.Healthcheck?.Test switch
    {
        { Count: > 1 } test when test[0] == "CMD" => [.. test.Skip(1)],
        { Count: > 1 } test when test[0] == "CMD-SHELL" => [.. config.Shell is { Count: > 0 } shell ? shell : ["/bin/sh", "-c"], test[1]],
        _ => null,
    };

    private static TimeSpan OrDefault(TimeSpan? time, TimeSpan otherwise) => time > TimeSpan.Zero ? time.Value : otherwise;

    private void Remember(string id, string start)
    {
        // To forget means that a container that is asked for within its first interval is waited for again.
        if (_passed.Count >= Remembered)
        {
            _passed.Clear();
        }

        _passed[id] = start;
    }
}
