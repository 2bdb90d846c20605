using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Core.Planning;
using Slipway.Docker.Containers;
using Version = System.Version;

namespace Slipway.Docker.Tests.Containers;

/// <summary>What engines of each version can do of a container.</summary>
public sealed class OldEngineTests(EngineFixture fixture) : IAsyncDisposable
{
    private readonly TestCluster _cluster = new(fixture);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    public static TheoryData<string, Func<RunnableConfiguration, RunnableConfiguration>, NetworkAttachment> Wishes { get; } = new()
    {
        { "1.44 start interval", c => c with { HealthCheck = new HealthCheck { StartInterval = TimeSpan.FromSeconds(1) } }, Joined() },
        { "1.43 annotations", c => c with { Annotations = c.Annotations.Add("a", "b") }, Joined() },
        { "1.44 hardware address", c => c, Joined() with { MacAddress = "02:42:ac:11:00:02" } },
        { "1.48 priority as gateway", c => c, Joined() with { GatewayPriority = 1 } },
        { "1.49 name of the interface", c => c, Joined() with { InterfaceName = "eth7" } },
    };

    public static TheoryData<string, Mount> Needs { get; } = new()
    {
        { "1.45 subpath", new VolumeMount("/t", false, "data", Subpath: "a") },
        { "1.48 mounts an image", new ImageMount("/t", "tools:1") },
        { "1.44 how read-only", new HostMount("/t", true, "/srv", false, "recursive=readonly") },
        { "1.44 how read-only", new RepositoryMount("/t", true, "conf", "id", "recursive=writable") },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Wishes))]
    public void Judge_WhatItCannotDo_IsToldBelowItsVersionOnly(string wish, Func<RunnableConfiguration, RunnableConfiguration> change, NetworkAttachment attachment)
    {
        var container = _cluster.Desired(change(TestCluster.Sleeper("web")), new DesiredAttachment("shop_default", attachment, []));
        var needed = Version.Parse(wish[..4]);

        Assert.Contains(wish[5..], Assert.Single(OldEngine.Judge(container, new Version(1, needed.Minor - 1))), StringComparison.Ordinal);
        Assert.Empty(OldEngine.Judge(container, needed));
    }

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Needs))]
    public void Judge_WhatWouldGoWrong_IsRefusedBelowItsVersionOnly(string need, Mount mount)
    {
        var container = _cluster.Desired(TestCluster.Sleeper("web") with { Mounts = [mount] });
        var needed = Version.Parse(need[..4]);

        var error = Assert.Throws<EngineException>(() => OldEngine.Judge(container, new Version(1, needed.Minor - 1)));
        Assert.Contains(need[5..], error.Message, StringComparison.Ordinal);
        Assert.Empty(OldEngine.Judge(container, needed));
    }

    private static NetworkAttachment Joined() => new() { Network = "default" };
}
