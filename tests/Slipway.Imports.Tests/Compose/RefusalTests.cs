using Slipway.Core.Diagnostics;
using Slipway.Imports.Compose.Trust;
using Slipway.Testing.Sources;

namespace Slipway.Imports.Tests.Compose;

/// <summary>What a repository may not ask for: code and place, and the switch that allows it.</summary>
public sealed class RefusalTests
{
    public static TheoryData<string, string, string, string> Cases { get; } = new()
    {
        { "privileged: true", "", "compose.yaml:4:17 SC0101", nameof(TrustOptions.Privileged) },
        { "network_mode: host", "", "compose.yaml:4:19 SC0102", nameof(TrustOptions.HostNamespaces) },
        { "network_mode: container:other", "", "compose.yaml:4:19 SC0102", nameof(TrustOptions.HostNamespaces) },
        { "pid: host", "", "compose.yaml:4:10 SC0102", nameof(TrustOptions.HostNamespaces) },
        { "ipc: host", "", "compose.yaml:4:10 SC0102", nameof(TrustOptions.HostNamespaces) },
        { "ipc: container:other", "", "compose.yaml:4:10 SC0102", nameof(TrustOptions.HostNamespaces) },
        { "uts: host", "", "compose.yaml:4:10 SC0102", nameof(TrustOptions.HostNamespaces) },
        { "userns_mode: host", "", "compose.yaml:4:18 SC0102", nameof(TrustOptions.HostNamespaces) },
        { "cgroup: host", "", "compose.yaml:4:13 SC0102", nameof(TrustOptions.HostNamespaces) },
        { "cgroup_parent: /system", "", "compose.yaml:4:20 SC0102", nameof(TrustOptions.HostNamespaces) },
        { "devices: [/dev/sda]", "", "compose.yaml:4:5 SC0103", nameof(TrustOptions.Devices) },
        { "device_cgroup_rules: ['c 1:3 mr']", "", "compose.yaml:4:5 SC0103", nameof(TrustOptions.Devices) },
        { "gpus: all", "", "compose.yaml:4:5 SC0103", nameof(TrustOptions.Devices) },
        { "deploy: {resources: {reservations: {devices: [{capabilities: [gpu]}]}}}", "", "compose.yaml:4:41 SC0103", nameof(TrustOptions.Devices) },
        { "post_start: [{command: x, privileged: true}]", "", "compose.yaml:4:43 SC0101", nameof(TrustOptions.Privileged) },
        { "pre_stop: [{command: x, privileged: true}]", "", "compose.yaml:4:41 SC0101", nameof(TrustOptions.Privileged) },
        { "use_api_socket: true", "", "compose.yaml:4:21 SC0107", "" },
        { "volumes_from: ['container:other']", "", "compose.yaml:4:20 SC0106", "" },
        { "volumes: [{type: npipe, source: x, target: /x}]", "", "compose.yaml:4:22 SC0114", "" },
        { "volumes: [{type: cluster, source: x, target: /x}]", "", "compose.yaml:4:22 SC0114", "" },
        { "build: {context: ., cache_from: ['type=local,src=/srv']}", "", "compose.yaml:3:38 SC0106", "" },
        { "build: {context: ., additional_contexts: {a: ../other}}", "", "compose.yaml:3:50 SC0108", "" },
        { "build: {context: ., additional_contexts: {a: ./none}}", "", "compose.yaml:3:50 SC0109", "" },
        { "build: {context: ., additional_contexts: {a: 'oci-layout:///srv'}}", "", "compose.yaml:3:50 SC0108", "" },
        { "build: {context: ., ssh: [default]}", "", "compose.yaml:3:25 SC0114", "" },
        { "pre_start: [{command: x}]", "", "compose.yaml:4:5 SC0114", "" },
        { "provider: {type: vpn}", "", "compose.yaml:4:5 SC0114", "" },
        { "cap_add: [CHOWN, SYS_ADMIN]", "", "compose.yaml:4:22 SC0104", nameof(TrustOptions.Capabilities) },
        { "cap_add: [cap_net_admin]", "", "compose.yaml:4:15 SC0104", nameof(TrustOptions.Capabilities) },
        { "cap_add: [ALL]", "", "compose.yaml:4:15 SC0104", nameof(TrustOptions.Capabilities) },
        { "security_opt: [seccomp:unconfined]", "", "compose.yaml:4:20 SC0105", nameof(TrustOptions.SecurityOptions) },
        { "security_opt: ['no-new-privileges:false']", "", "compose.yaml:4:20 SC0105", nameof(TrustOptions.SecurityOptions) },
        { "volumes: [/etc:/host]", "", "compose.yaml:4:15 SC0106", nameof(TrustOptions.HostPaths) },
        { "volumes: [../other:/host]", "", "compose.yaml:4:15 SC0106", nameof(TrustOptions.HostPaths) },
        { "volumes: [/var/run/docker.sock:/var/run/docker.sock]", "", "compose.yaml:4:15 SC0107", nameof(TrustOptions.HostPaths) },
        { "volumes: [data:/data]", "volumes:\n  data:\n    driver_opts: {type: none, o: bind, device: /etc}", "compose.yaml:7:48 SC0106", nameof(TrustOptions.HostPaths) },
        { "volumes: [data:/data]", "volumes:\n  data:\n    driver_opts: {type: tmpfs, o: bind, device: /etc}", "compose.yaml:7:49 SC0106", nameof(TrustOptions.HostPaths) },
        { "volumes: [data:/data]", "volumes:\n  data:\n    driver_opts: {type: nfs, o: 'ro,rbind', device: /etc}", "compose.yaml:7:53 SC0106", nameof(TrustOptions.HostPaths) },
        { "networks: [default]", "networks:\n  default:\n    driver: host", "compose.yaml:7:13 SC0102", nameof(TrustOptions.HostNamespaces) },
        { "build: {context: ., network: host}", "", "compose.yaml:3:34 SC0102", nameof(TrustOptions.HostNamespaces) },
        { "build: {context: ., privileged: true}", "", "compose.yaml:3:37 SC0101", "" },
        { "build: ../other", "", "compose.yaml:3:12 SC0108", "" },
        { "build: linked", "", "compose.yaml:3:12 SC0108", "" },
        { "build: missing", "", "compose.yaml:3:12 SC0109", "" },
        { "build: {context: ., dockerfile: Missing}", "", "compose.yaml:3:37 SC0109", "" },
        { "build: {context: ., dockerfile: ../Dockerfile}", "", "compose.yaml:3:37 SC0108", "" },
        { "build: empty", "", "compose.yaml:3:12 SC0109", "" },
        { "build: https://example.org/shop.tar.gz", "", "compose.yaml:3:12 SC0110", "" },
        { "build: https://example.org/shop.git?branch=main", "", "compose.yaml:3:12 SC0110", "" },
        { "build: 'https://example.org/shop.git#main:../up'", "", "compose.yaml:3:12 SC0110", "" },
        { "build: docker-image://alpine", "", "compose.yaml:3:12 SC0110", "" },
        { "secrets: [key]", "secrets:\n  key:\n    file: key.txt", "compose.yaml:7:11 SC0109", "" },
        { "secrets: [key]", "secrets:\n  key:\n    file: ../key.txt", "compose.yaml:7:11 SC0108", "" },
        { "secrets: [key]", "secrets:\n  key:\n    file: linked/key.txt", "compose.yaml:7:11 SC0108", "" },
        { "secrets: [key]", "secrets:\n  key:\n    environment: KEY", "compose.yaml:6:3 SC0111", "" },
        { "secrets: [key]", "secrets:\n  key:\n    external: true", "compose.yaml:6:3 SC0111", "" },
        { "volumes: ['./linked:/data']", "", "compose.yaml:4:15 SC0108", "" },
        { "volumes: [{type: bind, source: ./none, target: /data, bind: {create_host_path: false}}]", "", "compose.yaml:4:15 SC0109", "" },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Cases))]
    public void Parse_BeyondAnOrdinaryContainer_IsRefusedAtItsPlaceUnlessTrusted(string body, string rest, string expected, string trust)
    {
        var tree = Tree(body, rest);
        var parsed = Repo.Parse(tree);
        var errors = parsed.Diagnostics.Where(d => d.Severity == Severity.Error).ToArray();

        Assert.Null(parsed.Set);
        Assert.Equal([expected], errors.Select(e => $"{e.Location} {e.Code}"));
        if (trust.Length > 0)
        {
            Assert.Contains($"Slipway:Trust:{trust}", errors[0].Message, StringComparison.Ordinal);
            var options = new TrustOptions();
            typeof(TrustOptions).GetProperty(trust)!.SetValue(options, true);
            Assert.NotNull(Repo.Parse(tree, options).Set);
        }
    }

    [Theory]
    [InlineData("cap_add: [CHOWN, NET_BIND_SERVICE]")]
    [InlineData("cap_drop: [ALL]")]
    [InlineData("security_opt: ['no-new-privileges:true']")]
    [InlineData("ipc: private")]
    [InlineData("network_mode: none")]
    [InlineData("read_only: true")]
    public void Parse_SaferOrOrdinary_IsHonoured(string body) => Assert.Empty(Repo.Findings(Repo.Service(body)));

    [Fact]
    public void Parse_NeitherImageNorBuild_IsRefused() =>
        Assert.StartsWith("compose.yaml:", Assert.Single(Repo.Findings(Repo.With("services:\n  web:\n    command: x\n"))), StringComparison.Ordinal);

    private static FakeSourceTree Tree(string body, string rest) => Repo.Service(body, rest)
        .With("Dockerfile", "FROM scratch").With("empty/readme", "x").WithLink("linked", "../outside");
}
