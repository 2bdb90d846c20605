using System.Collections.Immutable;
using Slipway.Core.Configurations;
using Slipway.Core.Diagnostics;

namespace Slipway.Core.Tests.Hashing;

/// <summary>A set in which everything has a value.</summary>
internal static class FullSet
{
    public static BuiltImage Image { get; } = new()
    {
        ContextPath = "app",
        ContextTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
        Dockerfile = "docker/Dockerfile",
        DockerfileBlob = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
        Args = Map("VERSION", "2"),
        Target = "final",
        Platform = "linux/amd64",
        Labels = Map("a", "b"),
        ExtraHosts = ["db:10.0.0.2"],
        Network = "none",
        ShmSizeBytes = 1024,
        Tags = ["shop/web"],
    };

    public static RunnableConfiguration Web { get; } = new()
    {
        Name = "web",
        Image = Image,
        ContainerName = "front",
        Replicas = 0,
        Command = ["serve", "--port", "80"],
        Entrypoint = [],
        Environment = Map("MODE", "fast").Add("_A", "\"ü\" & <b>").Add("a", "1").Add("B", "2"),
        Labels = Map("team", "shop"),
        Ports = [new PortMapping(80, "8080-8082", "tcp", "127.0.0.1"), new PortMapping(53, null, "udp")],
        Expose = ["9000/tcp"],
        Mounts =
        [
            new VolumeMount("/data", true, "data", true, "sub"),
            new AnonymousVolumeMount("/cache", false),
            new RepositoryMount("/etc/nginx.conf", true, "conf/nginx.conf", "abc", "z"),
            new HostMount("/host", true, "/srv", true, "rslave"),
            new TmpfsMount("/tmp", false, 4096, 0x1FF),
            new FileMount("/run/secrets/key", true, "c2VjcmV0", 256, 1000, 1001),
        ],
        Networks = [new NetworkAttachment { Network = "default", Aliases = ["www"], Ipv4Address = "10.0.0.9", Priority = 5, DriverOptions = Map("o", "1") }],
        HealthCheck = new HealthCheck { Test = ["CMD", "true"], Interval = TimeSpan.FromSeconds(1.5), Timeout = TimeSpan.FromSeconds(2), Retries = 0, StartPeriod = TimeSpan.Zero },
        DependsOn = [new Dependency("db", DependencyCondition.Healthy, false, true), new Dependency("job", DependencyCondition.CompletedSuccessfully)],
        Restart = new RestartPolicy(RestartMode.OnFailure, 3),
        Limits = new ResourceLimits { MemoryBytes = 1 << 20, Cpus = 0.5, Pids = -1, ProcessLimits = [new ProcessLimit("nofile", 10, 20)] },
        Security = new SecuritySettings { CapDrop = ["ALL"], ReadOnlyRoot = true, Options = ["no-new-privileges"] },
        StopGracePeriod = TimeSpan.FromSeconds(0.25),
        Init = false,
        Logging = new LoggingSettings("local", Map("max-size", "1m")),
        Origins = ImmutableSortedDictionary<string, SourceLocation>.Empty.Add("", new SourceLocation("compose.yaml", 2, 3)),
    };

    public static ConfigurationSet Value { get; } = new()
    {
        Configurations = [Web, Given.Instance("db").WithHealthCheck(), Given.Instance("job")],
        Networks = [new NetworkDefinition { Key = "default", Name = "shop_default", EnableIpv6 = false, Pools = [new AddressPool("10.0.0.0/24", "10.0.0.1", null) { Reserved = Map("x", "10.0.0.7") }] }],
        Volumes = [new VolumeDefinition { Key = "data", Name = "shop_data", DriverOptions = Map("type", "tmpfs") }],
    };

    private static ImmutableSortedDictionary<string, string> Map(string key, string value) => ImmutableSortedDictionary<string, string>.Empty.Add(key, value);
}
