using Slipway.Core.Configurations;
using Slipway.Core.Planning;

namespace Slipway.Core.Tests.Planning;

/// <summary>When the new one may start before the old one stops.</summary>
public sealed class StartOrderTests
{
    private static RunnableConfiguration Web => Given.Instance("web");

    public static TheoryData<string, RunnableConfiguration, string?> Cases => new()
    {
        { "nothing shared", Web, null },
        { "health check", Web.WithHealthCheck(), null },
        { "port that the engine chooses", Web.Publishing(80, null), null },
        { "fixed port", Web.Publishing(80, "8080"), "both need host port 8080/tcp" },
        { "volume", Web.Mounting(new VolumeMount("/data", false, "data")), "both use volume shop_data" },
        { "volume read only", Web.Mounting(new VolumeMount("/data", true, "data")), null },
        { "anonymous volume", Web.Mounting(new AnonymousVolumeMount("/cache", false)), "its anonymous volume at /cache moves along" },
        { "host path", Web.Mounting(new HostMount("/srv", false, "/srv/x", false)), "both use /srv, and may write to it" },
        { "host path read only", Web.Mounting(new HostMount("/srv", true, "/srv/x", false)), null },
        { "repository path", Web.Mounting(new RepositoryMount("/etc/x", false, "conf/x", "a")), "both use /etc/x, and may write to it" },
        { "repository path read only", Web.Mounting(new RepositoryMount("/etc/x", true, "conf/x", "a")), null },
        { "memory", Web.Mounting(new TmpfsMount("/tmp", false)), null },
        { "secret", Web.Mounting(new FileMount("/run/secrets/x", true, "eA==")), null },
        { "container name", Web with { ContainerName = "front" }, "the container name front is fixed" },
        { "address", Web with { Networks = [new NetworkAttachment { Network = "default", Ipv4Address = "10.0.0.9" }] }, "its address 10.0.0.9 is fixed" },
        { "hardware address", Web with { Networks = [new NetworkAttachment { Network = "default", MacAddress = "02:00:00:00:00:01" }] }, "its address 02:00:00:00:00:01 is fixed" },
        { "host network", Web with { Networks = [], NetworkMode = "host" }, "its network mode is host" },
        { "no network", Web with { Networks = [], NetworkMode = "none" }, null },
        { "shared network", Web with { Networks = [], NetworkMode = "service:db" }, "it shares the network of db" },
        { "device", Web with { Security = new SecuritySettings { Devices = ["/dev/ttyUSB0"] } }, "it uses a device of the host" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Plan_Replacement_SaysWhichOfTheTwoAndWhy(string name, RunnableConfiguration web, string? why)
    {
        Assert.NotEmpty(name);
        var world = new World();
        await world.DeployAsync(Set(web));
        var plan = await world.PlanAsync(Set(web.WithVariable("A", "b")));

        var created = Assert.Single(plan.Nodes, n => n.Operation is CreateContainer);
        Assert.Equal($"changed: environment; {(why is null ? "the new one starts first" : $"the old one stops first: {why}")}", created.Operation.Cause);
        var started = Assert.Single(plan.Nodes, n => n.Operation is StartContainer);
        var awaited = Assert.Single(plan.Nodes, n => n.Operation is AwaitContainer);
        var stopped = Assert.Single(plan.Nodes, n => n.Operation is StopContainer);
        Assert.Contains(why is null ? awaited.Id : stopped.Id, why is null ? stopped.After : started.After);
        Assert.Equal(why is null, Assert.Single(plan.Replacements).StartsFirst);

        await world.RunAsync(plan);
        Assert.True((await world.PlanAsync(Set(web.WithVariable("A", "b")))).IsEmpty);
    }

    [Fact]
    public async Task Plan_PathBelowTheOther_StopsFirst()
    {
        var world = new World();
        await world.DeployAsync(Set(Web.Mounting(new HostMount("/a", false, "/srv", false))));

        var plan = await world.PlanAsync(Set(Web.Mounting(new HostMount("/a", true, "/srv/sub", false))));

        Assert.False(Assert.Single(plan.Replacements).StartsFirst);
    }

    [Fact]
    public async Task Plan_PortMovesAway_StartsFirst()
    {
        var world = new World();
        await world.DeployAsync(Set(Web.Publishing(80, "8080")));

        Assert.True(Assert.Single((await world.PlanAsync(Set(Web.Publishing(80, "8081")))).Replacements).StartsFirst);
    }

    [Fact]
    public async Task Plan_OneThatRunsToItsEndStillRuns_StopsFirst()
    {
        var world = new World();
        var job = Given.Instance("job");
        var set = Set(Web.After("job", DependencyCondition.CompletedSuccessfully), job);
        await world.DeployAsync(set);
        world.Engine.Get("shop-job-1").State = ContainerState.Running;

        var plan = await world.PlanAsync(Set(set.Configurations[0], job.WithVariable("A", "b")));

        Assert.Contains("the old one stops first: it runs to its end, one at a time", plan.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_DependentOfOneThatStartsFirst_StartsWhenTheOldOneHasStopped()
    {
        var world = new World();
        var web = Web with { DependsOn = [new Dependency("api", DependencyCondition.Started, Restart: true)] };
        await world.DeployAsync(Set(web, Given.Instance("api")));

        var plan = await world.PlanAsync(Set(web, Given.Instance("api").WithVariable("A", "b")));

        var stopsOld = Assert.Single(plan.Nodes, n => n.Operation is StopContainer { Cause: "its successor is well" }).Id;
        var restarts = Assert.Single(plan.Nodes, n => n.Operation is StartContainer { Instance: "web" });
        Assert.Contains(stopsOld, restarts.After);
    }

    private static ConfigurationSet Set(params RunnableConfiguration[] configurations) =>
        Given.Set([.. configurations, Given.Instance("db", "postgres:16")]).WithVolume("data");
}
