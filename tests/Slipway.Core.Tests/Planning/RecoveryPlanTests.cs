using System.Runtime.CompilerServices;
using Slipway.Core.Configurations;
using Slipway.Core.Planning;
using Slipway.Testing;
using Slipway.Testing.Engines;

namespace Slipway.Core.Tests.Planning;

/// <summary>Plans for what an interruption, a crash or another hand left on the engine.</summary>
public sealed class RecoveryPlanTests
{
    private readonly World _world = new();

    private static ConfigurationSet Shop => Given.Set(
        Given.Instance("web").Publishing(80, "8080").After("job", DependencyCondition.CompletedSuccessfully), Given.Instance("job"));

    private static ConfigurationSet ShopWithChange => Given.Set(
        Shop.Configurations[0].WithVariable("MODE", "fast"), Shop.Configurations[1]);

    [Fact]
    public Task Plan_OneShotCompleted_Stays() => MatchesAsync("recovery-one-shot", Shop, _ => { });

    [Fact]
    public Task Plan_Exited_IsStartedAgain() => MatchesAsync("recovery-exited", Shop, web =>
    {
        web.State = ContainerState.Exited;
        web.ExitCode = 3;
        web.Ports = [];
    });

    [Fact]
    public Task Plan_CreatedButNeverStarted_IsCompletedAndStarted() => MatchesAsync("recovery-created", Shop, web =>
    {
        web.State = ContainerState.Created;
        web.Ports = [];
        web.Networks.Clear();
    });

    [Fact]
    public Task Plan_CreatedAndItsPortTakenSince_IsMadeAgain() => MatchesAsync("recovery-created-port", Shop, web =>
    {
        web.State = ContainerState.Created;
        web.Ports = [];
        _world.Engine.PortsTaken.Add(new PortKey(8080, "tcp"));
    });

    [Fact]
    public Task Plan_Dead_IsReplaced() => MatchesAsync("recovery-dead", Shop, web =>
    {
        web.State = ContainerState.Dead;
        web.Ports = [];
    });

    [Fact]
    public Task Plan_Unhealthy_IsWaitedFor()
    {
        var set = Given.Set(Given.Instance("web").WithHealthCheck());
        return MatchesAsync("recovery-unhealthy", set, web => web.Health = HealthState.Unhealthy);
    }

    [Fact]
    public Task Plan_Restarting_IsWaitedFor() => MatchesAsync("recovery-restarting", Shop, web => web.State = ContainerState.Restarting);

    [Theory]
    [InlineData("create-container", "recovery-replacement-created")]
    [InlineData("stop-container", "recovery-replacement-stopped")]
    [InlineData("start-container", "recovery-replacement-started")]
    [InlineData("remove-container", "recovery-replacement-removed")]
    public async Task Plan_ReplacementInterrupted_IsFinished(string last, string golden)
    {
        await _world.DeployAsync(Shop);
        var plan = await _world.PlanAsync(ShopWithChange);
        var end = plan.Nodes.Last(n => n.Operation.Verb == last).Id;
        // As if the process had been killed after that operation.
        await _world.RunAsync(plan with { Nodes = [.. plan.Nodes.Where(n => n.Id <= end)] });

        var rest = await _world.PlanAsync(ShopWithChange);
        Golden.Matches(golden, World.Text(rest));
        await _world.RunAsync(rest);

        Assert.Equal(["shop-job-1", "shop-web-1"], _world.Engine.Containers.Select(c => c.Name).Order(StringComparer.Ordinal));
        Assert.True((await _world.PlanAsync(ShopWithChange)).IsEmpty);
    }

    [Fact]
    public async Task Plan_ReplacementInterruptedAndTakenBack_KeepsTheOldOne()
    {
        await _world.DeployAsync(Shop);
        var plan = await _world.PlanAsync(ShopWithChange);
        var created = plan.Nodes.First(n => n.Operation is CreateContainer).Id;
        await _world.RunAsync(plan with { Nodes = [.. plan.Nodes.Where(n => n.Id <= created)] });

        var back = await _world.PlanAsync(Shop);
        Golden.Matches("recovery-replacement-taken-back", World.Text(back));
        await _world.RunAsync(back);
        Assert.True((await _world.PlanAsync(Shop)).IsEmpty);
    }

    private async Task MatchesAsync(string golden, ConfigurationSet set, Action<FakeContainer> meanwhile, [CallerFilePath] string caller = "")
    {
        await _world.DeployAsync(set);
        meanwhile(_world.Engine.Get("shop-web-1"));
        var plan = await _world.PlanAsync(set);
        Golden.Matches(golden, World.Text(plan), caller);

        await _world.RunAsync(plan);
        var second = await _world.PlanAsync(set);
        Assert.True(second.IsEmpty, second.ToString());
    }
}
