namespace Slipway.Compose.Tests;

public sealed class ModelTests
{
    [Fact]
    public void Load_Durations_AreTimeSpans()
    {
        var service = Compose.Service("stop_grace_period: 1m30s\nhealthcheck: {test: check, interval: 1h, timeout: 2500ms, start_period: 0s}");

        Assert.Equal(TimeSpan.FromSeconds(90), service.StopGracePeriod);
        Assert.Equal(
            (TimeSpan.FromHours(1), TimeSpan.FromMilliseconds(2500), TimeSpan.Zero, (TimeSpan?)null),
            (service.Healthcheck!.Interval, service.Healthcheck.Timeout, service.Healthcheck.StartPeriod, service.Healthcheck.StartInterval));
        Assert.Equal(["CMD-SHELL", "check"], service.Healthcheck.Test);
    }

    [Theory]
    [InlineData("1024", 1024)]
    [InlineData("1k", 1024)]
    [InlineData("1.5g", 1610612736)]
    [InlineData("64 MiB", 67108864)]
    [InlineData("10B", 10)]
    public void Load_Sizes_AreBytes(string text, long expected) => Assert.Equal(expected, Compose.Service($"mem_limit: \"{text}\"").MemLimitBytes);

    [Fact]
    public void Load_ShortForms_AreLong()
    {
        var service = Compose.Service(
            """
            ports: ["127.0.0.1:8080:80", "9000-9001:90-91/udp", 3000]
            volumes: ["./a:/a:ro", "/anonymous", "named:/n:nocopy"]
            devices: ["/dev/fuse"]
            ulimits: {nproc: 5, nofile: {soft: 1, hard: 2}}
            secrets: [token]
            """,
            ("compose.override.yaml", "volumes: {named: {}}\nsecrets: {token: {file: t}}"));

        Assert.Equal(
            [("127.0.0.1", "8080", 80, "tcp"), (null, "9000", 90, "udp"), (null, "9001", 91, "udp"), (null, null, 3000, "tcp")],
            service.Ports.Select(p => (p.HostIp, p.Published, p.Target, p.Protocol)));
        Assert.Equal(
            [("bind", "/project/a", "/a", true), ("volume", null, "/anonymous", false), ("volume", "named", "/n", false)],
            service.Volumes.Select(v => (v.Type, v.Source, v.Target, v.ReadOnly)));
        Assert.True(service.Volumes[0].Bind!.CreateHostPath);
        Assert.True(service.Volumes[2].Volume!.NoCopy);
        Assert.Equal(new ComposeDevice { Source = "/dev/fuse", Target = "/dev/fuse", Permissions = "rwm" }, service.Devices[0]);
        Assert.Equal((5, 5, 1, 2), (service.Ulimits["nproc"].Soft, service.Ulimits["nproc"].Hard, service.Ulimits["nofile"].Soft, service.Ulimits["nofile"].Hard));
        Assert.Equal("/run/secrets/token", service.Secrets[0].Target);
    }

    [Fact]
    public void Load_FileMode_IsANumber()
    {
        var service = Compose.Service("configs: [{source: c, mode: 0440}, {source: c, target: /d, mode: \"0400\"}]", ("compose.override.yaml", "configs: {c: {content: x}}"));

        Assert.Equal([Convert.ToInt32("440", 8), Convert.ToInt32("400", 8)], service.Configs.Select(c => c.Mode!.Value));
    }

    [Fact]
    public void Load_CommandText_IsSplitIntoWords() =>
        Assert.Equal(["sh", "-c", "echo \"a b\"; exit", "x y"], Compose.Service("command: sh -c 'echo \"a b\"; exit' x\\ y").Command!);

    [Fact]
    public void Load_NothingSaid_JoinsTheDefaultNetwork()
    {
        var project = Compose.Project(Compose.WithService("restart: always"));

        Assert.Equal(["default"], project.Services["web"].Networks.Keys);
        Assert.Equal("project_default", project.Networks["default"].Name);
        Assert.Null(project.Services["web"].Command);
        Assert.Null(project.Services["web"].Init);
    }

    [Fact]
    public void Load_LinksAndNamespaces_ImplyDependencies()
    {
        var service = Compose.Service("links: [db]\nipc: service:shared", ("compose.override.yaml", "services: {db: {image: x}, shared: {image: x}}"));

        Assert.Equal(["db", "shared"], service.DependsOn.Keys);
        Assert.All(service.DependsOn.Values, d => Assert.Equal(("service_started", true, true), (d.Condition, d.Required, d.Restart)));
    }

    [Fact]
    public void Load_SchemaRows_AllReachTheModelOrAreKnownNotTo()
    {
        // Attributes that are gone from a finished service: files read into others, and what has no effect.
        string[] gone = ["extends", "label_file", "pull_refresh_after"];
        var names = typeof(ComposeService).GetProperties().Select(p => p.Name.ToUpperInvariant()).ToHashSet();
        Dictionary<string, string> renamed = new()
        {
            ["blkio_config"] = "BLKIO", ["env_file"] = "ENVFILES", ["mem_limit"] = "MEMLIMITBYTES", ["mem_reservation"] = "MEMRESERVATIONBYTES",
            ["memswap_limit"] = "MEMSWAPLIMITBYTES", ["shm_size"] = "SHMSIZEBYTES", ["cpu_rt_period"] = "CPUREALTIMEPERIOD", ["cpu_rt_runtime"] = "CPUREALTIMERUNTIME",
        };

        var missing = ServiceShapes.Service.Attributes!.Keys.Except(gone)
            .Where(a => !names.Contains(renamed.GetValueOrDefault(a) ?? a.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant()));

        Assert.Empty(missing);
    }
}
