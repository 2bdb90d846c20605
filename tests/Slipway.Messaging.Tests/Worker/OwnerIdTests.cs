namespace Slipway.Messaging.Tests.Worker;

public sealed class OwnerIdTests
{
    [Fact]
    public void IsKnownToBeGone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Dead processes are recognised on Linux only.");
        var self = OwnerId.Create().ToString();
        var parts = self.Split('/');

        Assert.NotEqual(self, OwnerId.Create().ToString());
        Assert.False(OwnerId.IsKnownToBeGone(self));
        Assert.True(OwnerId.IsKnownToBeGone($"{parts[0]}/{parts[1]}/{parts[2]}1/x"), "another process under this id");
        Assert.True(OwnerId.IsKnownToBeGone($"{parts[0]}/{int.MaxValue}/{parts[2]}/x"), "no process under this id");
        Assert.False(OwnerId.IsKnownToBeGone($"elsewhere/{int.MaxValue}/{parts[2]}/x"), "another machine or container");
        Assert.False(OwnerId.IsKnownToBeGone("nonsense"));
    }
}
