using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Core.Planning;

namespace Slipway.Core.Tests.Deploying;

/// <summary>Deployments that newer work ends while they run.</summary>
public sealed class OvertakenTests
{
    private readonly Deployment _deployment = new() { IsOvertaken = true };

    private static ConfigurationSet Before => Given.Set(
        Given.Instance("web").Publishing(80, "8080").After("db"), Given.Instance("db").Mounting(new VolumeMount("/data", false, "data"))).WithVolume("data");

    // Both change: db stops first, for its volume, and web, for its port, once db is well.
    private static ConfigurationSet After => Before with { Configurations = [.. Before.Configurations.Select(c => c.WithVariable("A", "b"))] };

    [Theory]
    [InlineData("stop-container id0001")]
    [InlineData("start-container _shop-db-1")]
    [InlineData("await-running _shop-db-1")]
    [InlineData("remove-container id0001")]
    [InlineData("stop-container id0002")]
    [InlineData("start-container _shop-web-1")]
    [InlineData("await-running _shop-web-1")]
    [InlineData("create-container _shop-web-1")]
    public async Task Deploy_OvertakenAtAnyStep_EveryInstanceRunsOnceAndTheNextDeploymentEndsWell(string step)
    {
        await _deployment.SucceedAsync(Before);
        using var stop = new CancellationTokenSource();
        var seen = false;
        _deployment.Engine.Refuse = call =>
        {
            if (IsStep(call, step))
            {
                seen = true;
                stop.Cancel();
            }

            return null;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _deployment.DeployAsync(After, stop.Token));

        Assert.True(seen, string.Join('\n', _deployment.Engine.Calls));
        var left = _deployment.Engine.Containers;
        Assert.Equal(["db", "web"], left.Select(c => c.Made.Instance).Order(StringComparer.Ordinal));
        Assert.All(left, c => Assert.Equal(ContainerState.Running, c.State));

        _deployment.Engine.Refuse = null;
        _deployment.IsOvertaken = false;
        await _deployment.SucceedAsync(After);
        Assert.Equal(["shop-db-1", "shop-web-1"], _deployment.Engine.Containers.Select(c => c.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Deploy_StopFailsOrIsCutOff_IsStoppedToItsEndBeforeItStartsAgain()
    {
        await _deployment.SucceedAsync(Before);
        using var stop = new CancellationTokenSource();
        _deployment.Engine.Refuse = call =>
        {
            if (call != "stop-container id0001" || stop.IsCancellationRequested)
            {
                return null;
            }

            stop.Cancel();
            return new EngineException(EngineFailure.Other, 0, "nobody waits for it any more");
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _deployment.DeployAsync(After, stop.Token));

        var calls = _deployment.Engine.Calls.Where(c => c.EndsWith(" id0001", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["stop-container id0001", "stop-container id0001", "start-container id0001"], calls);
    }

    private static bool IsStep(string call, string step)
    {
        var parts = step.Split(' ');
        return call.StartsWith(parts[0], StringComparison.Ordinal) && call.EndsWith(parts[1], StringComparison.Ordinal);
    }
}
