using Docker.DotNet.Models;
using Slipway.Core.Configurations;
using Slipway.Core.Planning;
using Slipway.Docker.Observation;

namespace Slipway.Docker.Awaiting;

/// <summary>What one waiter remembers from look to look: the engine forgets the exit code of a container that runs again.</summary>
internal sealed class ContainerWatch(TimeProvider time, bool sharesClock)
{
    private const int HealthOutputCharacters = 4000;

    // One that has been up this long when the waiting begins does not answer for its earlier restarts.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(10);

    private DateTimeOffset _began = DateTimeOffset.MaxValue;
    private int _restartsBefore;
    private int? _lastExitCode;
    private bool _outOfMemory;
    private string _startedAt = string.Empty;
    private long _seenStarted;

    public void Add(ContainerEvent happened)
    {
        // The stream looks back a little and may tell of an earlier run.
        if (happened.Time < _began)
        {
            return;
        }

        _lastExitCode = happened.Action == "die" ? happened.ExitCode : _lastExitCode;
        _outOfMemory |= happened.Action == "oom";
    }

    public ContainerFacts Look(ContainerInspectResponse container)
    {
        var state = ContainerReading.StateOf(container.State?.Status);
        var up = state == ContainerState.Running ? UpFor(container.State?.StartedAt ?? string.Empty) : TimeSpan.Zero;
        if (_began == DateTimeOffset.MaxValue)
        {
            _began = ContainerReading.TimeOf(container.State?.StartedAt) ?? DateTimeOffset.MinValue;
            _restartsBefore = state == ContainerState.Running && up >= Settled ? (int)container.RestartCount : 0;
        }

        var ended = state is ContainerState.Exited or ContainerState.Restarting;
        _lastExitCode = ended ? (int?)container.State?.ExitCode : _lastExitCode;
        _outOfMemory |= container.State?.OOMKilled == true;
        var check = container.Config?.Healthcheck?.Test;
        return new ContainerFacts
        {
            State = state,
            HasHealthCheck = check is { Count: > 0 } && check[0] != "NONE",
            Health = ContainerReading.HealthOf(container.State?.Health?.Status),
            HealthOutput = LastOutput(container.State?.Health),
            Restart = RestartOf(container.HostConfig?.RestartPolicy?.Name),
            ExitCode = _lastExitCode ?? 0,
            Restarts = Math.Max(0, (int)container.RestartCount - _restartsBefore),
            OutOfMemory = _outOfMemory,
            Up = up,
        };
    }

    /// <summary>
    /// Since it was first seen up. By the engine's clock, where that is ours as well, for one that has been up for long: newer engines (28) note as
    /// its start the moment before they begin to start it, which under load is seconds before its process runs.
    /// </summary>
    private TimeSpan UpFor(string startedAt)
    {
        if (startedAt != _startedAt)
        {
            _startedAt = startedAt;
            _seenStarted = time.GetTimestamp();
        }

        var seen = time.GetElapsedTime(_seenStarted);
        return sharesClock && ContainerReading.TimeOf(startedAt) is { } started && time.GetUtcNow() - started is var up && up >= Settled && up > seen ? up : seen;
    }

    private static RestartMode RestartOf(RestartPolicyKind? kind) => kind switch
    {
        RestartPolicyKind.Always => RestartMode.Always,
        RestartPolicyKind.OnFailure => RestartMode.OnFailure,
        RestartPolicyKind.UnlessStopped => RestartMode.UnlessStopped,
        _ => RestartMode.No,
    };

    private static string LastOutput(Health? health)
    {
        var output = health?.Log?.LastOrDefault()?.Output?.Trim() ?? string.Empty;
        return output.Length > HealthOutputCharacters ? output[^HealthOutputCharacters..] : output;
    }
}
