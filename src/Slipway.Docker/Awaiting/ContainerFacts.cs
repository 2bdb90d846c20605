using Slipway.Core.Configurations;
using Slipway.Core.Planning;

namespace Slipway.Docker.Awaiting;

/// <summary>What a look at a container, together with the events since, tells about it.</summary>
internal sealed record ContainerFacts
{
    public required ContainerState State { get; init; }

    public required bool HasHealthCheck { get; init; }

    public HealthState Health { get; init; }

    /// <summary>Gets the output of the last health check.</summary>
    public string HealthOutput { get; init; } = string.Empty;

    public RestartMode Restart { get; init; }

    /// <summary>Gets the exit code of the last end.</summary>
    public int ExitCode { get; init; }

    /// <summary>Gets how often it was restarted since the waiting began.</summary>
    public int Restarts { get; init; }

    public bool OutOfMemory { get; init; }

    /// <summary>Gets how long it has been up without a restart.</summary>
    public TimeSpan Up { get; init; }
}
