using Slipway.Compose;
using Slipway.Imports.Compose.Trust;
using Severity = Slipway.Core.Diagnostics.Severity;

namespace Slipway.Imports.Tests.Compose;

/// <summary>Nothing that a user writes is dropped in silence: it is honoured, refused or warned about at its place.</summary>
public sealed class NothingDroppedTests
{
    /// <summary>Service attributes that have no property of their own, and what they are for.</summary>
    private static readonly HashSet<string> ServedElsewhere = new(StringComparer.Ordinal)
    {
        "attach", // Only for output in a terminal, which an environment has not.
        "extends", "profiles", "env_file", "label_file", // Used up by the loader.
        "pull_refresh_after", // Has no effect in the Compose Specification either.
        "image", "build", // Where the image comes from; nothing without them.
    };

    /// <summary>What is known but not done yet.</summary>
    public static TheoryData<string, string> NotYet { get; } = new()
    {
        { "blkio_config: {weight: 300}", "services.web.blkio_config" },
        { "cpu_count: 2", "services.web.cpu_count" },
        { "cpu_percent: 50", "services.web.cpu_percent" },
        { "cpu_rt_period: 1000", "services.web.cpu_rt_period" },
        { "cpu_rt_runtime: 1000", "services.web.cpu_rt_runtime" },
        { "credential_spec: {file: spec.json}", "services.web.credential_spec" },
        { "develop: {watch: [{path: ., action: rebuild}]}", "services.web.develop" },
        { "device_cgroup_rules: ['c 1:3 mr']", "services.web.device_cgroup_rules" },
        { "external_links: [other]", "services.web.external_links" },
        { "gpus: all", "services.web.gpus" },
        { "isolation: default", "services.web.isolation" },
        { "mac_address: '02:42:ac:11:00:02'", "services.web.mac_address" },
        { "post_start: [{command: x}]", "services.web.post_start" },
        { "pre_stop: [{command: x}]", "services.web.pre_stop" },
        { "pre_start: [{command: x}]", "services.web.pre_start" },
        { "models: [llm]", "services.web.models" },
        { "provider: {type: vpn}", "services.web.provider" },
        { "storage_opt: {size: 1G}", "services.web.storage_opt" },
        { "use_api_socket: true", "services.web.use_api_socket" },
        { "volumes_from: [db]", "services.web.volumes_from" },
        { "pid: service:db", "services.web.pid" },
        { "ipc: service:db", "services.web.ipc" },
        { "deploy: {labels: {a: b}}", "services.web.deploy.labels" },
        { "deploy: {update_config: {parallelism: 2}}", "services.web.deploy.update_config" },
        { "deploy: {placement: {constraints: [a==b]}}", "services.web.deploy.placement" },
        { "deploy: {endpoint_mode: vip}", "services.web.deploy.endpoint_mode" },
        { "networks: {default: {interface_name: eth7}}", "services.web.networks.default.interface_name" },
        { "networks: {default: {gw_priority: 1}}", "services.web.networks.default.gw_priority" },
        { "build: {context: ., cache_from: [x]}", "services.web.build.cache_from" },
        { "build: {context: ., ssh: [default]}", "services.web.build.ssh" },
        { "build: {context: ., additional_contexts: {a: ./b}}", "services.web.build.additional_contexts" },
        { "build: {context: ., platforms: [linux/amd64, linux/arm64]}", "services.web.build.platforms" },
        { "deploy: {resources: {reservations: {devices: [{capabilities: [gpu]}]}}}", "services.web.deploy.resources.reservations.devices" },
        { "deploy: {resources: {reservations: {cpus: '0.5'}}}", "services.web.deploy.resources.reservations.cpus" },
        { "deploy: {restart_policy: {condition: any, delay: 5s}}", "services.web.deploy.restart_policy.delay" },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(NotYet))]
    public void Parse_NotHonouredYet_IsWarnedAboutAtItsPlace(string body, string path)
    {
        var parsed = Repo.Parse(Repo.Service(body, "  db:\n    image: db\n" + (body.StartsWith("models", StringComparison.Ordinal) ? "models:\n  llm: {model: m}\n" : "")).With("Dockerfile", "FROM scratch").With("b/x", "x").With("spec.json", "{}"));
        var warning = Assert.Single(parsed.Diagnostics);

        Assert.NotNull(parsed.Set);
        Assert.Equal(("SC0201", Severity.Warning, path), (warning.Code, warning.Severity, warning.Path));
        Assert.Equal(("compose.yaml", true), (warning.Location?.File, warning.Location?.Line > 2));
    }

    [Theory]
    [InlineData("pull_policy: daily", "SC0202 services.web.pull_policy")]
    [InlineData("build: {context: ., no_cache: true}", "SC0202 services.web.build.no_cache")]
    [InlineData("build: {context: ., pull: true}", "SC0202 services.web.build.pull")]
    public void Parse_HonouredInAnotherWay_IsTold(string body, string expected) =>
        Assert.Equal([expected], Repo.Parse(Repo.Service(body).With("Dockerfile", "FROM scratch")).Diagnostics.Select(d => $"{d.Code} {d.Path}"));

    [Fact]
    public void Parse_EveryServiceAttributeOfTheLoader_HasATest()
    {
        var tested = HonouredTests.Cases.Select(c => c.Data.Item1)
            .Concat(RefusalTests.Cases.Select(c => c.Data.Item1))
            .Concat(NotYet.Select(c => c.Data.Item1))
            .Select(body => body[..body.IndexOf(':', StringComparison.Ordinal)])
            .ToHashSet(StringComparer.Ordinal);
        var shapes = typeof(ComposeLoader).Assembly.GetType("Slipway.Compose.ServiceShapes", true)!;
        var service = shapes.GetProperty("Service")!.GetValue(null)!;
        var attributes = (System.Collections.IEnumerable)service.GetType().GetProperty("Attributes")!.GetValue(service)!;
        var names = attributes.Cast<object>().Select(a => (string)a.GetType().GetProperty("Key")!.GetValue(a)!).ToArray();

        Assert.True(names.Length > 80, $"only {names.Length} attributes");
        Assert.DoesNotContain(names, n => !tested.Contains(n) && !ServedElsewhere.Contains(n));
    }

    [Fact]
    public void Parse_Extension_HasNoEffectByDefinition() => Assert.Empty(Repo.Findings(Repo.Service("x-note: {a: b}")));

    [Fact]
    public void Parse_EverythingTrusted_StillWarns() =>
        Assert.Single(Repo.Findings(Repo.Service("gpus: all"), new TrustOptions { Devices = true, Privileged = true }));
}
