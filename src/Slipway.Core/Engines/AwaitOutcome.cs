namespace Slipway.Core.Engines;

/// <summary>How waiting for a container ended.</summary>
public abstract record AwaitOutcome
{
    private AwaitOutcome()
    {
    }

    /// <summary>The condition was reached.</summary>
    /// <param name="Detail">For people: <c>healthy</c>, <c>running</c>, <c>exited (0)</c>.</param>
    public sealed record Reached(string Detail) : AwaitOutcome;

    /// <summary>It ended with another exit code than 0, or it keeps ending and being restarted.</summary>
    /// <param name="ExitCode">The exit code.</param>
    /// <param name="Restarts">How often the engine restarted it meanwhile.</param>
    /// <param name="OutOfMemory">Whether the kernel killed it for lack of memory.</param>
    public sealed record Crashed(int ExitCode, int Restarts, bool OutOfMemory) : AwaitOutcome;

    /// <summary>It ended with exit code 0 although it should have stayed up.</summary>
    public sealed record EndedEarly : AwaitOutcome;

    /// <summary>The health check failed as often as it may.</summary>
    /// <param name="LastOutput">The output of the last check.</param>
    public sealed record Unhealthy(string LastOutput) : AwaitOutcome;

    /// <summary>Its health was asked for, but it has no health check.</summary>
    public sealed record NoHealthCheck : AwaitOutcome;

    /// <summary>The container is gone.</summary>
    public sealed record Gone : AwaitOutcome;
}
