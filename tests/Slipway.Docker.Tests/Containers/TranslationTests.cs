using System.Collections.Immutable;
using System.Text.Json;
using Docker.DotNet.Models;
using Slipway.Core.Configurations;
using Slipway.Core.Planning;
using RestartPolicy = Slipway.Core.Configurations.RestartPolicy;

namespace Slipway.Docker.Tests.Containers;

/// <summary>Each row: an attribute, how it is set, and what the engine shows for it afterwards.</summary>
public sealed class TranslationTests(EngineFixture fixture) : IAsyncDisposable
{
    private readonly TestCluster _cluster = new(fixture);

    public static TheoryData<string, Shape, Probe, string> Attributes { get; } = new()
    {
        { "command", Set(c => c with { Command = ["a", "b c"] }), new(c => c.Config!.Cmd), """["a","b c"]""" },
        { "entrypoint", Set(c => c with { Entrypoint = ["sh", "-c"] }), new(c => c.Config!.Entrypoint), """["sh","-c"]""" },
        { "environment", Set(c => c with { Environment = c.Environment.Add("A", "1=2 3") }), new(c => c.Config!.Env!.Contains("A=1=2 3")), "true" },
        { "user", Set(c => c with { User = "1000:1001" }), new(c => c.Config!.User), "\"1000:1001\"" },
        { "working directory", Set(c => c with { WorkingDirectory = "/srv" }), new(c => c.Config!.WorkingDir), "\"/srv\"" },
        { "hostname", Set(c => c with { Hostname = "web" }), new(c => c.Config!.Hostname), "\"web\"" },
        { "domain name", Set(c => c with { DomainName = "example.org" }), new(c => c.Config!.Domainname), "\"example.org\"" },
        { "stop signal", Set(c => c with { StopSignal = "SIGINT" }), new(c => c.Config!.StopSignal), "\"SIGINT\"" },
        { "stop grace period", Set(c => c with { StopGracePeriod = TimeSpan.FromSeconds(2.5) }), new(c => c.Config!.StopTimeout!.Value.TotalSeconds), "3" },
        { "tty", Set(c => c with { Tty = true }), new(c => c.Config!.Tty), "true" },
        { "stdin", Set(c => c with { StdinOpen = true }), new(c => c.Config!.OpenStdin), "true" },
        { "init", Set(c => c with { Init = true }), new(c => c.HostConfig!.Init), "true" },
        { "expose", Set(c => c with { Expose = ["80", "53/udp"] }), new(c => c.Config!.ExposedPorts!.Keys.Order()), """["53/udp","80/tcp"]""" },
        { "health check", Set(c => c with { HealthCheck = new() { Test = ["CMD", "true"], Interval = TimeSpan.FromSeconds(7), Timeout = TimeSpan.FromSeconds(3), Retries = 4, StartPeriod = TimeSpan.FromSeconds(9) } }), new(c => new object[] { c.Config!.Healthcheck!.Test!, c.Config.Healthcheck.Interval!.Value.TotalSeconds, c.Config.Healthcheck.Timeout!.Value.TotalSeconds, c.Config.Healthcheck.Retries!, c.Config.Healthcheck.StartPeriod!.Value.TotalSeconds }), """[["CMD","true"],7,3,4,9]""" },
        { "health check off", Set(c => c with { HealthCheck = new() { Disabled = true } }), new(c => c.Config!.Healthcheck!.Test), """["NONE"]""" },
        { "restart", Set(c => c with { Restart = new RestartPolicy(RestartMode.OnFailure, 5) }), new(c => new object[] { c.HostConfig!.RestartPolicy!.Name.ToString(), c.HostConfig.RestartPolicy.MaximumRetryCount }), """["OnFailure",5]""" },
        { "restart unless stopped", Set(c => c with { Restart = new RestartPolicy(RestartMode.UnlessStopped) }), new(c => c.HostConfig!.RestartPolicy!.Name.ToString()), "\"UnlessStopped\"" },
        { "dns", Set(c => c with { Dns = ["10.0.0.53"], DnsOptions = ["ndots:2"], DnsSearch = ["example.org"] }), new(c => new[] { c.HostConfig!.DNS, c.HostConfig.DNSOptions, c.HostConfig.DNSSearch }), """[["10.0.0.53"],["ndots:2"],["example.org"]]""" },
        { "extra hosts", Set(c => c with { ExtraHosts = ["db:10.0.0.1"] }), new(c => c.HostConfig!.ExtraHosts), """["db:10.0.0.1"]""" },
        { "sysctls", Set(c => c with { Sysctls = c.Sysctls.Add("net.core.somaxconn", "512") }), new(c => c.HostConfig!.Sysctls), """{"net.core.somaxconn":"512"}""" },
        { "logging", Set(c => c with { Logging = new("json-file", ImmutableSortedDictionary<string, string>.Empty.Add("max-size", "1m")) }), new(c => new object[] { c.HostConfig!.LogConfig!.Type!, c.HostConfig.LogConfig.Config! }), """["json-file",{"max-size":"1m"}]""" },
        { "memory", Limit(l => l with { MemoryBytes = 67108864, MemoryReservationBytes = 33554432, MemorySwapBytes = 134217728 }), new(c => new[] { c.HostConfig!.Memory, c.HostConfig.MemoryReservation, c.HostConfig.MemorySwap }), "[67108864,33554432,134217728]" },
        { "cpus", Limit(l => l with { Cpus = 1.5 }), new(c => c.HostConfig!.NanoCPUs), "1500000000" },
        { "cpu quota", Limit(l => l with { CpuQuota = 20000, CpuPeriod = 50000, CpuShares = 512, CpuSet = "0" }), new(c => new object[] { c.HostConfig!.CPUQuota, c.HostConfig.CPUPeriod, c.HostConfig.CPUShares, c.HostConfig.CpusetCpus! }), """[20000,50000,512,"0"]""" },
        { "pids", Limit(l => l with { Pids = 50 }), new(c => c.HostConfig!.PidsLimit), "50" },
        { "shared memory", Limit(l => l with { ShmSizeBytes = 33554432 }), new(c => c.HostConfig!.ShmSize), "33554432" },
        { "oom score", Limit(l => l with { OomScoreAdjustment = 100 }), new(c => c.HostConfig!.OomScoreAdj), "100" },
        { "ulimits", Limit(l => l with { ProcessLimits = [new("nofile", 1024, 2048)] }), new(c => c.HostConfig!.Ulimits!.Select(u => $"{u.Name}:{u.Soft}:{u.Hard}")), """["nofile:1024:2048"]""" },
        { "privileged", Secure(s => s with { Privileged = true }), new(c => c.HostConfig!.Privileged), "true" },
        { "read-only root", Secure(s => s with { ReadOnlyRoot = true }), new(c => c.HostConfig!.ReadonlyRootfs), "true" },
        { "capabilities", Secure(s => s with { CapAdd = ["NET_ADMIN"], CapDrop = ["ALL"] }), new(c => new[] { c.HostConfig!.CapAdd!.Select(Short), c.HostConfig.CapDrop!.Select(Short) }), """[["NET_ADMIN"],["ALL"]]""" },
        { "security options", Secure(s => s with { Options = ["no-new-privileges:true"] }), new(c => c.HostConfig!.SecurityOpt), """["no-new-privileges:true"]""" },
        { "groups", Secure(s => s with { Groups = ["1005"] }), new(c => c.HostConfig!.GroupAdd), """["1005"]""" },
        { "devices", Secure(s => s with { Devices = ["/dev/null:/dev/other:r"] }), new(c => c.HostConfig!.Devices!.Select(d => $"{d.PathOnHost} {d.PathInContainer} {d.CgroupPermissions}")), """["/dev/null /dev/other r"]""" },
        { "ipc", Secure(s => s with { Ipc = "shareable" }), new(c => c.HostConfig!.IpcMode), "\"shareable\"" },
        { "pid", Secure(s => s with { Pid = "host" }), new(c => c.HostConfig!.PidMode), "\"host\"" },
        { "uts", Secure(s => s with { Uts = "host" }), new(c => c.HostConfig!.UTSMode), "\"host\"" },
        { "cgroup", Secure(s => s with { Cgroup = "private", Runtime = "runc" }), new(c => new[] { c.HostConfig!.CgroupnsMode, c.HostConfig.Runtime }), """["private","runc"]""" },
        { "network mode", Set(c => c with { NetworkMode = "host" }), new(c => c.HostConfig!.NetworkMode), "\"host\"" },
        { "tmpfs", Mount(new TmpfsMount("/scratch", false, 1048576, 448)), new(c => c.HostConfig!.Mounts!.Select(m => $"{m.Type} {m.Target} {m.TmpfsOptions!.SizeBytes} {m.TmpfsOptions.Mode}")), """["tmpfs /scratch 1048576 448"]""" },
        { "host path", Mount(new HostMount("/etc/host", true, "/etc/hostname", false, "rslave")), new(c => c.Mounts!.Select(m => $"{m.Source} {m.Destination} {m.RW} {m.Propagation}")), """["/etc/hostname /etc/host False rslave"]""" },
        { "repository path", Mount(new RepositoryMount("/etc/repository", true, "conf", "id")), new(c => c.Mounts!.Select(m => $"{m.Source} {m.Destination} {m.RW}")), """["/etc/hostname /etc/repository False"]""" },
        { "relabelled path", Mount(new HostMount("/etc/host", true, "/etc/hostname", false, "z")), new(c => c.HostConfig!.Binds), """["/etc/hostname:/etc/host:ro,z"]""" },
        { "volume labels", Mount(new AnonymousVolumeMount("/data", false, ImmutableSortedDictionary<string, string>.Empty.Add("a", "b"), true)), new(c => c.HostConfig!.Mounts!.Select(m => new object[] { m.VolumeOptions!.Labels!["a"], m.VolumeOptions.NoCopy == true })), """[["b",true]]""" },
        { "tmpfs with mount options", Mount(new TmpfsMount("/scratch", false, Options: "size=1m,uid=5")), new(c => c.HostConfig!.Tmpfs), """{"/scratch":"size=1m,uid=5"}""" },
        { "not recursive", Mount(new HostMount("/etc/host", true, "/etc/hostname", false, "recursive=disabled")), new(c => c.HostConfig!.Mounts!.Select(m => m.BindOptions!.NonRecursive)), "[true]" },
        { "isolation", Set(c => c with { Isolation = "default" }), new(c => c.HostConfig!.Isolation), "\"default\"" },
        { "device rules", Set(c => c with { DeviceRules = ["c 1:3 mr"] }), new(c => c.HostConfig!.DeviceCgroupRules), """["c 1:3 mr"]""" },
        { "device requests", Set(c => c with { DeviceRequests = [new() { Count = 2, Capabilities = ["gpu", "compute"] }] }), new(c => c.HostConfig!.DeviceRequests!.Select(d => new object[] { d.Count, d.Capabilities! })), """[[2,[["gpu","compute"]]]]""" },
        { "block I/O", Set(c => c with { BlockIo = new() { ReadBytes = ImmutableSortedDictionary<string, long>.Empty.Add("/dev/null", 1024) } }), new(c => c.HostConfig!.BlkioDeviceReadBps!.Select(d => $"{d.Path} {d.Rate}")), """["/dev/null 1024"]""" },
        { "anonymous volume", Mount(new AnonymousVolumeMount("/data", false)), new(c => c.Mounts!.Select(m => $"{m.Type} {m.Destination} {m.Name!.Length}")), """["volume /data 64"]""" },
    };

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Attributes))]
    public async Task CreateContainer_Attribute_IsShownByTheEngine(string attribute, Shape shape, Probe probe, string expected)
    {
        var container = _cluster.Desired(shape.Apply(TestCluster.Sleeper("web")));
        container = container with { RepositoryPaths = container.RepositoryPaths.Add("/etc/repository", "/etc/hostname") };

        var name = await _cluster.CreateAsync(container);

        Assert.Equal((attribute, expected), (attribute, JsonSerializer.Serialize(probe.Read(await _cluster.InspectAsync(name)))));
    }

    [Fact]
    public async Task CreateContainer_HostPathThatIsMissing_IsMadeOnlyWhereAsked()
    {
        var missing = Path.Combine(Path.GetTempPath(), _cluster.Name);
        var refused = _cluster.Desired(TestCluster.Sleeper("strict") with { Mounts = [new HostMount("/data", false, missing, CreateSource: false)] });
        var made = _cluster.Desired(TestCluster.Sleeper("web") with { Mounts = [new HostMount("/data", false, missing, CreateSource: true)] });

        var error = await Assert.ThrowsAsync<Slipway.Core.Engines.EngineException>(() => _cluster.StartAsync(refused));
        await _cluster.StartAsync(made);

        Assert.Contains(missing, error.Message, StringComparison.Ordinal);
        Directory.Delete(missing);
    }

    [Fact]
    public async Task CreateContainer_Ports_AreBound()
    {
        var container = _cluster.Desired(TestCluster.Sleeper("web"), await _cluster.CreateNetworkAsync("default")) with
        {
            Ports =
            [
                new AssignedPort(new PortMapping(80, "8080", HostAddress: "127.0.0.1"), 38080),
                new AssignedPort(new PortMapping(80), 0),
                new AssignedPort(new PortMapping(53, "53", "udp"), 30053),
            ],
        };

        var name = await _cluster.CreateAsync(container);

        var ports = (await _cluster.InspectAsync(name)).HostConfig!.PortBindings!;
        Assert.Equal(["127.0.0.1:38080", ":"], ports["80/tcp"].Select(binding => $"{binding.HostIP}:{(binding.HostPort == "0" ? string.Empty : binding.HostPort)}"));
        Assert.Equal([":30053"], ports["53/udp"].Select(binding => $"{binding.HostIP}:{binding.HostPort}"));
    }

    private static string Short(string capability) => capability.Replace("CAP_", string.Empty, StringComparison.Ordinal);

    private static Shape Set(Func<RunnableConfiguration, RunnableConfiguration> change) => new(change);

    private static Shape Limit(Func<ResourceLimits, ResourceLimits> change) => new(c => c with { Limits = change(c.Limits) });

    private static Shape Secure(Func<SecuritySettings, SecuritySettings> change) => new(c => c with { Security = change(c.Security) });

    private static Shape Mount(Slipway.Core.Configurations.Mount mount) => new(c => c with { Mounts = [mount] });

    public sealed record Shape(Func<RunnableConfiguration, RunnableConfiguration> Apply);

    public sealed record Probe(Func<ContainerInspectResponse, object?> Read);
}
