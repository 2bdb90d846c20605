using System.Globalization;
using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Core.Planning;

namespace Slipway.Docker.Awaiting;

/// <summary>Decides whether waiting for a container is over: a pure function of what is known about it.</summary>
internal static class ContainerJudge
{
    /// <summary>
    /// As many restarts are a crash loop. Fewer are forgiven: a service that ends because its database is not up yet is an everyday thing.
    /// With the engine's pauses, which double from 100 ms, five restarts take three seconds.
    /// </summary>
    public const int CrashLoopRestarts = 5;

    /// <summary>The outcome, or null to go on waiting.</summary>
    public static AwaitOutcome? Judge(ContainerFacts facts, AwaitedCondition until, TimeSpan window)
    {
        if (until == AwaitedCondition.Healthy && !facts.HasHealthCheck)
        {
            return new AwaitOutcome.NoHealthCheck();
        }

        return facts.State switch
        {
            ContainerState.Dead => new AwaitOutcome.Gone(),
            ContainerState.Exited => JudgeEnd(facts, until),
            ContainerState.Running when IsReached(facts, until, window) is { } reached => reached,
            ContainerState.Running when until != AwaitedCondition.Completed && facts.Health == HealthState.Unhealthy =>
                new AwaitOutcome.Unhealthy(facts.HealthOutput),
            ContainerState.Running or ContainerState.Restarting when facts.Restarts >= CrashLoopRestarts => Looping(facts),
            _ => null,
        };
    }

    /// <summary>How long to wait at most before its state may have changed by mere time; null when only an event changes it.</summary>
    public static TimeSpan? TimeLeft(ContainerFacts facts, AwaitedCondition until, TimeSpan window) =>
        until == AwaitedCondition.Running && facts is { State: ContainerState.Running, HasHealthCheck: false } ? window - facts.Up : null;

    /// <summary>
    /// Whether a check that passes before the engine's first one ends the waiting. Not where others wait for it to be healthy: a database that
    /// sets itself up answers for a moment, and is not there for them a moment later.
    /// </summary>
    public static bool MayBeCheckedEarly(ContainerFacts facts, AwaitedCondition until) =>
        until == AwaitedCondition.Running && facts is { State: ContainerState.Running, HasHealthCheck: true, Health: HealthState.Starting };

    /// <summary>The state in a few words.</summary>
    public static string Describe(ContainerFacts facts) => facts.State switch
    {
        ContainerState.Running when facts.HasHealthCheck => "health: " + facts.Health.ToString().ToLowerInvariant(),
        ContainerState.Running => "up",
        ContainerState.Restarting => string.Create(CultureInfo.InvariantCulture, $"restarting after exit code {facts.ExitCode}"),
        ContainerState.Exited => Exited(facts),
        _ => facts.State.ToString().ToLowerInvariant(),
    };

    private static AwaitOutcome.Reached? IsReached(ContainerFacts facts, AwaitedCondition until, TimeSpan window) => until switch
    {
        AwaitedCondition.Completed => null,
        _ when facts.HasHealthCheck => facts.Health == HealthState.Healthy ? new AwaitOutcome.Reached("healthy") : null,
        _ => facts.Up >= window ? new AwaitOutcome.Reached("running") : null,
    };

    /// <summary>It ended, and the engine does not start it again.</summary>
    private static AwaitOutcome JudgeEnd(ContainerFacts facts, AwaitedCondition until)
    {
        if (facts.ExitCode != 0)
        {
            return new AwaitOutcome.Crashed(facts.ExitCode, facts.Restarts, facts.OutOfMemory);
        }

        var mayEnd = until switch
        {
            AwaitedCondition.Completed => true,
            AwaitedCondition.Running => facts.Restart is RestartMode.No or RestartMode.OnFailure,
            _ => false,
        };
        return mayEnd ? new AwaitOutcome.Reached(Exited(facts)) : new AwaitOutcome.EndedEarly();
    }

    private static AwaitOutcome Looping(ContainerFacts facts) => facts.ExitCode == 0
        ? new AwaitOutcome.EndedEarly()
        : new AwaitOutcome.Crashed(facts.ExitCode, facts.Restarts, facts.OutOfMemory);

    private static string Exited(ContainerFacts facts) => string.Create(CultureInfo.InvariantCulture, $"exited ({facts.ExitCode})");
}
