using Slipway.Core.Deploying;

namespace Slipway.Core.Tests.Deploying;

public sealed class PriorityGateTests
{
    [Fact]
    public void Enter_PlaceIsFree_EntersAtOnce()
    {
        var gate = new PriorityGate(2);

        Assert.True(gate.EnterAsync(1).IsCompleted);
        Assert.True(gate.EnterAsync(1).IsCompleted);
        Assert.False(gate.EnterAsync(1).IsCompleted);
    }

    [Fact]
    public void Leave_SeveralWait_HeaviestEntersAndEqualsInTheirOrder()
    {
        var gate = new PriorityGate(1);
        _ = gate.EnterAsync(0);
        var light = gate.EnterAsync(1);
        var heavy = gate.EnterAsync(9);
        var alsoHeavy = gate.EnterAsync(9);

        gate.Leave();
        Assert.Equal((false, true, false), (light.IsCompleted, heavy.IsCompleted, alsoHeavy.IsCompleted));
        gate.Leave();
        Assert.Equal((false, true), (light.IsCompleted, alsoHeavy.IsCompleted));
        gate.Leave();
        Assert.True(light.IsCompleted);
    }

    [Fact]
    public void Leave_NobodyWaits_PlaceIsFreeAgain()
    {
        var gate = new PriorityGate(1);
        _ = gate.EnterAsync(0);

        gate.Leave();

        Assert.True(gate.EnterAsync(0).IsCompleted);
    }
}
