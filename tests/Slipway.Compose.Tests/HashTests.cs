namespace Slipway.Compose.Tests;

/// <summary>The hashes of a service with nearly every attribute, as docker compose 2.40.3 prints them for the same file.</summary>
public sealed class HashTests
{
    private const string Text = """
        name: hashes
        services:
          plain:
            image: plain:1
          wide:
            image: wide:${TAG:-2}
            build: {context: /src/wide, args: {A: b}}
            pull_policy: always
            scale: 3
            profiles: [all]
            depends_on: [plain]
            platform: linux/amd64
            command: ["serve", "<a> & 'b' \"c\" \\ ü", "line\nbreak\ttab"]
            entrypoint: /bin/entry --fast
            environment: {B: "2", A: "1", NOTHING: , x-KEY: odd}
            labels: [com.example.b=2, com.example.a=1]
            annotations: {z.example: "1"}
            ports: ["8080:80", "127.0.0.1:5000-5001:6000-6001/udp", {target: 90, published: "91", name: web, app_protocol: http}]
            volumes:
              - data:/data:ro
              - /host:/bound:z
              - {type: tmpfs, target: /tmp, tmpfs: {size: 64m, mode: 1777}}
              - {type: volume, source: data, target: /sub, volume: {nocopy: true, subpath: a/b}}
            networks: {default: {aliases: [w, v], ipv4_address: 10.0.0.9, priority: 5, driver_opts: {o: 1}}}
            healthcheck: {test: "curl -f localhost", interval: 1m30s, retries: 3, start_period: 500ms}
            deploy:
              replicas: 3
              mode: replicated
              labels: {d: e}
              resources: {limits: {cpus: "0.50", memory: 256M, pids: 9}, reservations: {memory: 1g, devices: [{capabilities: [gpu], count: 2, driver: nvidia}]}}
              restart_policy: {condition: on-failure, delay: 5s, max_attempts: 2, window: 1m}
              update_config: {parallelism: 2, order: start-first, max_failure_ratio: 0.1}
              placement: {constraints: [node.role == worker], preferences: [{spread: node.labels.zone}], max_replicas_per_node: 2}
            ulimits: {nproc: 65535, nofile: {soft: 20000, hard: 40000}}
            blkio_config: {weight: 300, device_read_bps: [{path: /dev/sda, rate: 12mb}], weight_device: [{path: /dev/sda, weight: 400}]}
            secrets: [{source: s, target: t, uid: "103", gid: "103", mode: 0440}]
            configs: [c]
            devices: ["/dev/ttyUSB0:/dev/ttyUSB1:rw"]
            extra_hosts: {b: 10.0.0.2, a: 10.0.0.1}
            logging: {driver: json-file, options: {max-size: 10m, max-file: "3"}}
            sysctls: {net.core.somaxconn: 1024}
            storage_opt: {size: 1G}
            tmpfs: [/run, "/x:size=1m"]
            dns: 1.1.1.1
            cap_add: [ALL]
            cap_drop: [NET_ADMIN]
            group_add: [mail]
            security_opt: [label:user:USER]
            device_cgroup_rules: ["c 1:3 mr"]
            init: false
            tty: true
            stdin_open: true
            privileged: true
            read_only: true
            oom_kill_disable: true
            oom_score_adj: -5
            mem_limit: 256m
            mem_reservation: 1g
            memswap_limit: 2g
            shm_size: 128m
            cpu_count: 2
            cpu_percent: 50
            cpu_shares: 10
            cpu_period: 100
            cpu_quota: 200
            cpuset: 0,1
            pids_limit: 9
            cgroup: host
            cgroup_parent: m
            hostname: h
            domainname: d
            ipc: shareable
            isolation: default
            mac_address: 02:42:ac:11:65:43
            pid: host
            restart: always
            runtime: runc
            stop_grace_period: 1m
            stop_signal: SIGUSR1
            user: root
            userns_mode: host
            uts: host
            working_dir: /work
            expose: ["3000", 8000]
            external_links: [redis]
            post_start: [{command: ./warm.sh, user: root, privileged: true, environment: [A=1]}]
            pre_stop: [{command: ["a", "b"], working_dir: /d}]
            attach: false
            credential_spec: {config: c}
            gpus: [{driver: nvidia, count: 2, capabilities: [gpu], options: {k: v}}]
            use_api_socket: true
            models: {m: {endpoint_var: E, model_var: M}}
            develop: {watch: [{path: /src/wide, action: sync, target: /app, ignore: [a/], include: [b/]}]}
          provided:
            provider: {type: awesome, options: {z: 1, a: [x, y]}}
        volumes: {data: }
        secrets: {s: {environment: S}}
        configs: {c: {content: hello}}
        models: {m: {model: ai/x}}
        networks: {default: {ipam: {config: [{subnet: 10.0.0.0/24}]}}}
        """;

    [Theory]
    [InlineData("plain", "d5394e384191b197bafa5195e87ed997bf6f8bdf6f1f8b19dbd51ba3e2b45d25")]
    [InlineData("provided", "16d821e5dd2174e82b90a6e07c02d65fe2b514c8824872d0f3d86f47b32922fa")]
    [InlineData("wide", "d01209661d6ff3eac7d9265d7ea8f5e011e560e7185641106f388a4ca7007f2f")]
    public void ToHash_Service_IsThatOfTheReference(string service, string expected) =>
        Assert.Equal(expected, ComposeRenderer.ToHash(Load(Text), service));

    [Fact]
    public void ToHash_WhatDoesNotConcernAContainer_DoesNotCount()
    {
        var without = Load("name: hashes\nservices:\n  plain:\n    image: plain:1\n");
        var with = Load("name: hashes\nservices:\n  plain: {image: plain:1, build: ., pull_policy: always, scale: 2, profiles: [all], depends_on: [b]}\n  b: {image: b}\n");

        Assert.Equal(ComposeRenderer.ToHash(without, "plain"), ComposeRenderer.ToHash(with, "plain"));
    }

    [Fact]
    public void ToHash_AnyOtherAttribute_Counts()
    {
        var one = Load("services: {web: {image: a}}");
        var other = Load("services: {web: {image: a, hostname: h}}");

        Assert.NotEqual(ComposeRenderer.ToHash(one, "web"), ComposeRenderer.ToHash(other, "web"));
    }

    [Fact]
    public void ToHash_PlatformOfTheEnvironment_CountsForWhatIsBuilt()
    {
        const string Built = "services: {web: {build: .}}";
        var options = Compose.With(("DOCKER_DEFAULT_PLATFORM", "linux/arm64"));

        Assert.Equal(
            ComposeRenderer.ToHash(Load("services: {web: {build: ., platform: linux/arm64}}"), "web"),
            ComposeRenderer.ToHash(Compose.Load(options, Built).GetProjectOrThrow(), "web"));
    }

    [Fact]
    public void ToHash_UnknownService_IsNull() => Assert.Null(ComposeRenderer.ToHash(Load("services: {web: {image: a}}"), "db"));

    private static ComposeProject Load(string text) => Compose.Load(Compose.Options with { Profiles = ["all"], Stages = ComposeStages.All & ~ComposeStages.EnvFiles }, text).GetProjectOrThrow();
}
