using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Core.Planning;
using Slipway.Docker.Awaiting;

namespace Slipway.Docker.Tests.Awaiting;

public sealed class JudgeTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    private static readonly ContainerFacts Up = new() { State = ContainerState.Running, HasHealthCheck = false };

    private static readonly ContainerFacts Ended = new() { State = ContainerState.Exited, HasHealthCheck = false };

    public static TheoryData<string, object, AwaitedCondition, AwaitOutcome?> Cases { get; } = new()
    {
        { "up, but not long enough", Up with { Up = TimeSpan.FromSeconds(1.9) }, AwaitedCondition.Running, null },
        { "up for the window", Up with { Up = Window }, AwaitedCondition.Running, new AwaitOutcome.Reached("running") },
        { "up for the window after many restarts", Up with { Up = Window, Restarts = 9 }, AwaitedCondition.Running, new AwaitOutcome.Reached("running") },
        { "up, restarted too often", Up with { Restarts = 5, ExitCode = 2 }, AwaitedCondition.Running, new AwaitOutcome.Crashed(2, 5, false) },
        { "created only", Up with { State = ContainerState.Created }, AwaitedCondition.Running, null },
        { "pausing between restarts", Up with { State = ContainerState.Restarting, Restarts = 1, ExitCode = 1 }, AwaitedCondition.Running, null },
        { "health not decided", Up with { HasHealthCheck = true, Health = HealthState.Starting, Up = Window }, AwaitedCondition.Running, null },
        { "healthy", Up with { HasHealthCheck = true, Health = HealthState.Healthy }, AwaitedCondition.Running, new AwaitOutcome.Reached("healthy") },
        { "unhealthy", Up with { HasHealthCheck = true, Health = HealthState.Unhealthy, HealthOutput = "no" }, AwaitedCondition.Healthy, new AwaitOutcome.Unhealthy("no") },
        { "unhealthy, but only its end counts", Up with { HasHealthCheck = true, Health = HealthState.Unhealthy }, AwaitedCondition.Completed, null },
        { "health without a check", Up, AwaitedCondition.Healthy, new AwaitOutcome.NoHealthCheck() },
        { "ended well", Ended, AwaitedCondition.Completed, new AwaitOutcome.Reached("exited (0)") },
        { "ended well instead of staying", Ended with { Restart = RestartMode.UnlessStopped }, AwaitedCondition.Running, new AwaitOutcome.EndedEarly() },
        { "ended well before it was healthy", Ended with { HasHealthCheck = true }, AwaitedCondition.Healthy, new AwaitOutcome.EndedEarly() },
        { "ended badly", Ended with { ExitCode = 137, OutOfMemory = true }, AwaitedCondition.Running, new AwaitOutcome.Crashed(137, 0, true) },
        { "being removed", Up with { State = ContainerState.Dead }, AwaitedCondition.Running, new AwaitOutcome.Gone() },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Cases))]
    public void Judge_Facts_DecideTheOutcome(string circumstance, object facts, AwaitedCondition until, AwaitOutcome? expected) =>
        Assert.Equal((circumstance, expected), (circumstance, ContainerJudge.Judge((ContainerFacts)facts, until, Window)));

    [Fact]
    public void TimeLeft_UpWithoutHealthCheck_IsTheRestOfTheWindow()
    {
        Assert.Equal(TimeSpan.FromSeconds(0.5), ContainerJudge.TimeLeft(Up with { Up = TimeSpan.FromSeconds(1.5) }, AwaitedCondition.Running, Window));
        Assert.Null(ContainerJudge.TimeLeft(Up, AwaitedCondition.Completed, Window));
    }
}
