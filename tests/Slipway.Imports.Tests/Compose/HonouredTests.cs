using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Core.Configurations;
using Slipway.Core.Hashing;

namespace Slipway.Imports.Tests.Compose;

/// <summary>Attributes of a service and what becomes of them.</summary>
public sealed class HonouredTests
{
    private const string Networks = "networks:\n  back: {}\n";

    /// <summary>What is written, and the property of the runnable configuration as JSON.</summary>
    public static TheoryData<string, string, string> Cases { get; } = new()
    {
        { "annotations: {a: b}", "annotations", """{"a":"b"}""" },
        { "cap_add: [CHOWN]", "security.capAdd", """["CHOWN"]""" },
        { "cap_drop: [ALL]", "security.capDrop", """["ALL"]""" },
        { "cgroup: private", "security.cgroup", "\"private\"" },
        { "command: serve --port 80", "command", """["serve","--port","80"]""" },
        { "container_name: front", "containerName", "\"front\"" },
        { "cpu_period: 100000", "limits.cpuPeriod", "100000" },
        { "cpu_quota: 50000", "limits.cpuQuota", "50000" },
        { "cpu_shares: 512", "limits.cpuShares", "512" },
        { "cpus: 0.5", "limits.cpus", "0.5" },
        { "cpuset: 0-1", "limits.cpuSet", "\"0-1\"" },
        { "depends_on: {db: {condition: service_healthy, required: false, restart: true}}", "dependsOn", """[{"name":"db","condition":"healthy","required":false,"restart":true}]""" },
        { "depends_on: [db]", "dependsOn", """[{"name":"db","condition":"started","required":true,"restart":false}]""" },
        { "depends_on: {db: {condition: service_completed_successfully}}", "dependsOn", """[{"name":"db","condition":"completedSuccessfully","required":true,"restart":false}]""" },
        { "deploy: {replicas: 3}", "replicas", "3" },
        { "deploy: {resources: {limits: {cpus: '0.5', memory: 1M, pids: 9}}}", "limits.pids", "9" },
        { "deploy: {restart_policy: {condition: on-failure, max_attempts: 3}}", "restart", """{"mode":"onFailure","maxRetries":3}""" },
        { "dns: 1.1.1.1", "dns", """["1.1.1.1"]""" },
        { "dns_opt: [ndots:2]", "dnsOptions", """["ndots:2"]""" },
        { "dns_search: example.org", "dnsSearch", """["example.org"]""" },
        { "domainname: example.org", "domainName", "\"example.org\"" },
        { "entrypoint: []", "entrypoint", "[]" },
        { "env_file: app.env", "environment", """{"FROM_FILE":"1"}""" },
        { "environment: {MODE: fast, EMPTY: ''}", "environment", """{"EMPTY":"","MODE":"fast"}""" },
        { "expose: ['9000']", "expose", """["9000"]""" },
        { "extra_hosts: ['db=10.0.0.2']", "extraHosts", """["db:10.0.0.2"]""" },
        { "group_add: [mail]", "security.groups", """["mail"]""" },
        { "healthcheck: {test: [CMD, 'true'], interval: 1s, timeout: 2s, retries: 4, start_period: 5s, start_interval: 6s}", "healthCheck", """{"disabled":false,"test":["CMD","true"],"interval":"00:00:01","timeout":"00:00:02","retries":4,"startPeriod":"00:00:05","startInterval":"00:00:06"}""" },
        { "healthcheck: {disable: true}", "healthCheck.disabled", "true" },
        { "hostname: front", "hostname", "\"front\"" },
        { "init: true", "init", "true" },
        { "ipc: shareable", "security.ipc", "\"shareable\"" },
        { "labels: {team: shop}", "labels", """{"team":"shop"}""" },
        { "label_file: app.labels", "labels", """{"from.file":"1"}""" },
        { "links: [db, 'db:database']", "links", """["db:db","db:database"]""" },
        { "logging: {driver: local, options: {max-size: 1m}}", "logging", """{"driver":"local","options":{"max-size":"1m"}}""" },
        { "mem_limit: 64m", "limits.memoryBytes", "67108864" },
        { "mem_reservation: 32m", "limits.memoryReservationBytes", "33554432" },
        { "mem_swappiness: 10", "limits.memorySwappiness", "10" },
        { "memswap_limit: 128m", "limits.memorySwapBytes", "134217728" },
        { "network_mode: service:db", "networkMode", "\"service:db\"" },
        { "networks: {back: {aliases: [www], ipv4_address: 10.0.0.9, mac_address: '02:42:ac:11:00:02', priority: 5}}", "networks", """[{"network":"back","aliases":["www"],"ipv4Address":"10.0.0.9","linkLocalAddresses":[],"macAddress":"02:42:ac:11:00:02","driverOptions":{},"priority":5}]""" },
        { "oom_kill_disable: true", "limits.oomKillDisable", "true" },
        { "oom_score_adj: 100", "limits.oomScoreAdjustment", "100" },
        { "pids_limit: 10", "limits.pids", "10" },
        { "platform: linux/amd64", "platform", "\"linux/amd64\"" },
        { "ports: ['127.0.0.1:8080:80/udp']", "ports", """[{"target":80,"published":"8080","protocol":"udp","hostAddress":"127.0.0.1"}]""" },
        { "pull_policy: always", "image.pull", "\"always\"" },
        { "pull_policy: never", "image.pull", "\"never\"" },
        { "read_only: true", "security.readOnlyRoot", "true" },
        { "restart: on-failure:5", "restart", """{"mode":"onFailure","maxRetries":5}""" },
        { "restart: unless-stopped", "restart.mode", "\"unlessStopped\"" },
        { "runtime: runc", "security.runtime", "\"runc\"" },
        { "scale: 2", "replicas", "2" },
        { "scale: 0", "replicas", "0" },
        { "security_opt: [no-new-privileges]", "security.options", """["no-new-privileges"]""" },
        { "shm_size: 1m", "limits.shmSizeBytes", "1048576" },
        { "stdin_open: true", "stdinOpen", "true" },
        { "stop_grace_period: 1m30s", "stopGracePeriod", "\"00:01:30\"" },
        { "stop_signal: SIGINT", "stopSignal", "\"SIGINT\"" },
        { "sysctls: {net.core.somaxconn: 1024}", "sysctls", """{"net.core.somaxconn":"1024"}""" },
        { "tmpfs: ['/tmp:size=64m,mode=1777,ro']", "mounts", """[{"kind":"tmpfs","sizeBytes":0,"mode":0,"options":"size=64m,mode=1777,ro","target":"/tmp","readOnly":false}]""" },
        { "tmpfs: /tmp", "mounts[0].options", "\"\"" },
        { "mac_address: '02:42:ac:11:00:02'", "networks[0].macAddress", "\"02:42:ac:11:00:02\"" },
        { "networks: {back: {interface_name: eth7, gw_priority: 3}}", "networks[0].interfaceName", "\"eth7\"" },
        { "external_links: [other, 'far:near']", "links", """["other:other","far:near"]""" },
        { "volumes_from: ['db:ro']", "volumesFrom", """["db:ro"]""" },
        { "pid: service:db", "security.pid", "\"service:db\"" },
        { "ipc: service:db", "security.ipc", "\"service:db\"" },
        { "storage_opt: {size: 1G}", "storageOptions", """{"size":"1G"}""" },
        { "blkio_config: {weight: 300, device_read_bps: [{path: /dev/sda, rate: 1k}]}", "blockIo", """{"weight":300,"deviceWeights":{},"readBytes":{"/dev/sda":1024},"readOperations":{},"writeBytes":{},"writeOperations":{}}""" },
        { "post_start: [{command: [a, b], user: root, working_dir: /w, environment: {A: b}}]", "postStart", """[{"words":["a","b"],"user":"root","workingDirectory":"/w","privileged":false,"environment":{"A":"b"}}]""" },
        { "pre_stop: [{command: a b}]", "preStop[0].words", """["a","b"]""" },
        { "deploy: {restart_policy: {condition: any}}\nrestart: 'no'", "restart.mode", "\"always\"" },
        { "volumes: [{type: image, source: 'tools:1', target: /t, image: {subpath: bin}}]", "mounts", """[{"kind":"image","reference":"tools:1","subpath":"bin","target":"/t","readOnly":true}]""" },
        { "volumes: [{type: volume, target: /t, volume: {labels: {a: b}, nocopy: true}}]", "mounts", """[{"kind":"anonymous","labels":{"a":"b"},"noCopy":true,"target":"/t","readOnly":false}]""" },
        { "build: {context: app, secrets: [{source: key, target: token}]}", "image.secrets", """[{"id":"token","contentBase64":"c2VjcmV0"}]""" },
        { "build: {context: app, cache_from: ['shop/web:1', 'type=registry,ref=shop/web:2']}", "image.cacheFrom", """["shop/web:1","shop/web:2"]""" },
        { "build: {context: app, additional_contexts: {a: ./app/docker, base: 'docker-image://base:1'}}", "image.contexts[0].path", "\"app/docker\"" },
        { "build: {context: app, additional_contexts: {base: 'docker-image://base:1'}}", "image.contexts", """[{"name":"base","reference":"docker-image://base:1"}]""" },
        { "build: {context: app, ulimits: {nofile: 9}}", "image.processLimits", """[{"name":"nofile","soft":9,"hard":9}]""" },
        { "tty: true", "tty", "true" },
        { "ulimits: {nproc: 5, nofile: {soft: 1, hard: 2}}", "limits.processLimits", """[{"name":"nofile","soft":1,"hard":2},{"name":"nproc","soft":5,"hard":5}]""" },
        { "user: '1000:1000'", "user", "\"1000:1000\"" },
        { "working_dir: /app", "workingDirectory", "\"/app\"" },
        { "volumes: ['data:/data:ro']", "mounts", """[{"kind":"volume","volume":"data","noCopy":false,"target":"/data","readOnly":true}]""" },
        { "volumes: ['/cache']", "mounts", """[{"kind":"anonymous","target":"/cache","readOnly":false}]""" },
        { "volumes: [{type: tmpfs, target: /tmp, tmpfs: {size: 4096}}]", "mounts[0].sizeBytes", "4096" },
        { "configs: [settings]", "mounts", """[{"kind":"file","contentBase64":"aGVsbG8=","mode":292,"userId":0,"groupId":0,"target":"/settings","readOnly":true}]""" },
        { "configs: [{source: settings, target: /etc/x, mode: 0400, uid: '5', gid: '6'}]", "mounts", """[{"kind":"file","contentBase64":"aGVsbG8=","mode":256,"userId":5,"groupId":6,"target":"/etc/x","readOnly":true}]""" },
        { "secrets: [key]", "mounts[0].target", "\"/run/secrets/key\"" },
        { "build: {context: app, dockerfile_inline: FROM scratch}", "image.dockerfileInline", "\"FROM scratch\"" },
        { "build: {context: app, args: {A: b}}", "image.args", """{"A":"b"}""" },
        { "build: {context: app, target: final}", "image.target", "\"final\"" },
        { "build: {context: app, labels: {a: b}}", "image.labels", """{"a":"b"}""" },
        { "build: {context: app, extra_hosts: ['db:10.0.0.2']}", "image.extraHosts", """["db:10.0.0.2"]""" },
        { "build: {context: app, shm_size: 1m}", "image.shmSizeBytes", "1048576" },
        { "build: {context: app, network: none}", "image.network", "\"none\"" },
        { "build: {context: app, platforms: [linux/arm64]}", "image.platform", "\"linux/arm64\"" },
        { "build: {context: app, tags: ['shop/web:2']}", "image.tags", """["shop/web:2"]""" },
        { "build: {context: app, dockerfile: docker/Dockerfile}", "image.dockerfile", "\"docker/Dockerfile\"" },
        { "build: {context: app, dockerfile: ../Dockerfile}", "image.dockerfile", "\"../Dockerfile\"" },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Cases))]
    public void Parse_Attribute_IsHonoured(string body, string property, string expected)
    {
        var tree = Repo.Service(body, $"  db:\n    image: db\n{Networks}volumes:\n  data: {{}}\nconfigs:\n  settings:\n    content: hello\nsecrets:\n  key:\n    file: key.txt\n")
            .With("key.txt", "secret").With("app.env", "FROM_FILE=1\n").With("app.labels", "from.file=1\n")
            .With("app/Dockerfile", "FROM scratch").With("app/docker/Dockerfile", "FROM scratch").With("Dockerfile", "FROM scratch");
        var parsed = Repo.Parse(tree);

        Assert.Empty(parsed.Diagnostics);
        var web = JsonSerializer.SerializeToNode(parsed.Set!.Configurations.First(c => c.Name == "web"), ContentHash.Json);
        Assert.Equal(expected, Pick(web, property)?.ToJsonString(ContentHash.Json));
    }

    [Fact]
    public void Parse_RepositoryFile_IsMountedWithItsContentId()
    {
        var web = Repo.SetOf(Repo.Service("volumes: ['./conf/app.conf:/etc/app.conf:ro']").With("conf/app.conf", "a=1")).Configurations[0];

        Assert.Equal(
            new RepositoryMount("/etc/app.conf", true, "conf/app.conf", Slipway.Testing.Sources.FakeSourceTree.BlobId("a=1")), Assert.Single(web.Mounts));
    }

    [Fact]
    public void Parse_DirectoryThatTheRepositoryLacks_BecomesAVolumeAndIsTold()
    {
        var parsed = Repo.Parse(Repo.Service("volumes: ['./var/data:/data']"));

        Assert.Equal(new VolumeMount("/data", false, "dir_var_data"), Assert.Single(parsed.Set!.Configurations[0].Mounts));
        Assert.Equal("shop_dir_var_data", Assert.Single(parsed.Set.Volumes).Name);
        Assert.Equal(
            "compose.yaml:4:15: warning SC0202: services.web.volumes[0]: the repository has no var/data at this commit; a volume of the environment (shop_dir_var_data) takes its place",
            Assert.Single(parsed.Diagnostics).ToString());
    }

    [Fact]
    public void Parse_Build_NamesTreeAndPlace()
    {
        var parsed = Repo.SetOf(Repo.With("services:\n  web:\n    build: app\n    image: shop/web\n").With("app/Dockerfile", "FROM scratch"));
        var web = parsed.Configurations[0];
        var image = Assert.IsType<BuiltImage>(web.Image);

        Assert.Equal(("app", "Dockerfile", 40), (image.ContextPath, image.Dockerfile, image.ContextTree.Length));
        Assert.Null(image.DockerfileBlob);
        Assert.Equal(["shop/web"], image.Tags);
        Assert.Equal("compose.yaml:2:3", web.Origins[""].ToString());
        Assert.Equal("compose.yaml:3:5", web.Origins["build"].ToString());
    }

    [Fact]
    public void Parse_ContextOfAnotherService_NamesItsInstance()
    {
        var set = Repo.SetOf(Repo.With("services:\n  web:\n    build: {context: app, additional_contexts: {base: 'service:base'}}\n  base:\n    build: app\n").With("app/Dockerfile", "FROM scratch"));
        var image = Assert.IsType<BuiltImage>(set.Configurations.First(c => c.Name == "web").Image);

        Assert.Equal(new BuildContext { Name = "base", Instance = "base" }, Assert.Single(image.Contexts!.Value));
    }

    [Fact]
    public void Parse_Inputs_NamesEveryFileReadOrLookedFor()
    {
        var parsed = Repo.Parse(Repo.Service("env_file: [app.env, {path: more.env, required: false}]\nhostname: ${IMAGE}").With("app.env", "A=1").With(".env", "IMAGE=x"));
        var inputs = parsed.Inputs.ToDictionary(i => i.Path, i => i, StringComparer.Ordinal);

        Assert.Equal(("dotenv", Slipway.Testing.Sources.FakeSourceTree.BlobId("IMAGE=x")), (inputs[".env"].Kind, inputs[".env"].BlobId));
        Assert.Equal(("env_file", Slipway.Testing.Sources.FakeSourceTree.BlobId("A=1")), (inputs["app.env"].Kind, inputs["app.env"].BlobId));
        Assert.Null(inputs["more.env"].BlobId);
        Assert.Null(inputs["compose.override.yaml"].BlobId);
        Assert.NotNull(inputs["compose.yaml"].BlobId);
    }

    [Fact]
    public void Parse_ClusterName_NamesNetworksAndVolumes()
    {
        var tree = Repo.Service("volumes: ['data:/data']", "volumes:\n  data: {}\n");

        Assert.Equal(("shop", "shop_default", "shop_data"), NamesOf(Repo.Parse(tree)));
        Assert.Equal(("shop-next", "shop-next_default", "shop-next_data"), NamesOf(Repo.Parse(tree, name: "shop-next")));

        static (string, string, string) NamesOf(Slipway.Imports.Formats.ParsedFormat parsed) => (parsed.Name, parsed.Set!.Networks[0].Name, parsed.Set.Volumes[0].Name);
    }

    private static JsonNode? Pick(JsonNode? node, string path)
    {
        foreach (var step in path.Replace("[0]", ".0", StringComparison.Ordinal).Split('.'))
        {
            node = node is JsonArray array ? array[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : node?[step];
        }

        return node;
    }
}
