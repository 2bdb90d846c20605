namespace Slipway.Scenarios.Running.Attributes;

/// <summary>A project that uses every attribute that needs no trust and that every engine can do.</summary>
internal static class OrdinaryProject
{
    public static (string Path, string Content)[] Files(string name, string outside, string device) =>
    [
        ("compose.yaml", Compose.Replace("NAME", name, StringComparison.Ordinal).Replace("OUTSIDE", outside, StringComparison.Ordinal)
            .Replace("DEVICE", device, StringComparison.Ordinal).Replace("BASE", Installation.BaseImage, StringComparison.Ordinal)),
        ("base.yaml", "services:\n  base:\n    environment: {EXTENDED: base}\n"),
        ("more.yaml", $"services:\n  included:\n    image: {Installation.BaseImage}\n    init: true\n    command: [sleep, infinity]\n"),
        (".env", "FROM_DOT_ENV=of the env file\n"),
        ("raw.env", "RAW='quoted'\n"),
        ("app.labels", "from.file=yes\n"),
        ("setting.conf", "the setting"),
        ("token.txt", "the secret"),
        ("bound/page.txt", "as committed"),
        ("built/Other", $"FROM {Installation.BaseImage} AS first\nARG WORD\nRUN echo $WORD > /word; ulimit -n > /files; df -k /dev/shm | tail -1 > /shm; getent hosts builder > /hosts\nFROM {Installation.BaseImage}\nRUN false\n"),
        ("secretive/Dockerfile", $"FROM {Installation.BaseImage}\nRUN --mount=type=secret,id=pass cat /run/secrets/pass > /seen; ls /sys/class/net > /net\n"),
    ];

    private const string Compose =
        """
        name: NAME
        include: [more.yaml]
        services:
          plain:
            extends: {file: base.yaml, service: base}
            image: BASE
            container_name: NAME-fixed
            entrypoint: [sh, -c]
            command: ["exec sleep infinity"]
            environment: {WORD: said}
            env_file: [{path: raw.env, format: raw}, {path: none.env, required: false}]
            labels: {team: shop}
            label_file: app.labels
            annotations: {note: kept}
            user: "1000:1001"
            group_add: ["1005"]
            working_dir: /srv
            hostname: front
            domainname: example.org
            tty: true
            stdin_open: true
            init: true
            stop_signal: SIGKILL
            stop_grace_period: 3s
            restart: unless-stopped
            platform: linux/amd64
            runtime: runc
            isolation: default
            shm_size: 8m
            sysctls: {net.core.somaxconn: "512"}
            tmpfs: ["/scratch:size=1m,mode=1770,uid=5"]
            cpus: 0.5
            cpu_shares: 512
            cpuset: "0"
            mem_limit: 64m
            mem_reservation: 32m
            memswap_limit: 128m
            mem_swappiness: 10
            oom_kill_disable: true
            oom_score_adj: 100
            pids_limit: 50
            cap_add: [CHOWN]
            cap_drop: [ALL]
            security_opt: ["no-new-privileges:true"]
            cgroup: private
            ipc: shareable
            dns: [10.0.0.53]
            dns_opt: [ndots:2]
            dns_search: [example.org]
            extra_hosts: ["fixed:10.0.0.9"]
            expose: ["9000"]
            ports: [{target: 80, protocol: udp, host_ip: 127.0.0.1}]
            logging: {driver: json-file, options: {max-size: 1m}}
            ulimits: {nproc: {soft: 500, hard: 600}}
            blkio_config:
              weight: 300
              weight_device: [{path: DEVICE, weight: 200}]
              device_read_bps: [{path: DEVICE, rate: 1m}]
              device_read_iops: [{path: DEVICE, rate: 1000}]
              device_write_bps: [{path: DEVICE, rate: 2m}]
              device_write_iops: [{path: DEVICE, rate: 2000}]
            healthcheck: {test: [CMD, "true"], interval: 1s, timeout: 2s, retries: 4, start_period: 500ms, start_interval: 300ms}
          quota: {image: BASE, init: true, command: [sleep, infinity], cpu_period: 50000, cpu_quota: 20000, healthcheck: {disable: true}}
          scaled: {image: BASE, init: true, command: [sleep, infinity], scale: 2}
          deployed:
            image: BASE
            init: true
            command: [sleep, infinity]
            deploy:
              replicas: 2
              resources: {limits: {cpus: "0.25", memory: 48m, pids: 40}, reservations: {memory: 24m}}
              restart_policy: {condition: on-failure, max_attempts: 3}
          optional: {image: BASE, profiles: [tools]}
          follower:
            image: BASE
            init: true
            command: [sleep, infinity]
            depends_on:
              plain: {condition: service_healthy, restart: true}
              optional: {condition: service_started, required: false}
          mounts:
            image: BASE
            init: true
            command: [sleep, infinity]
            read_only: true
            volumes:
              - {type: volume, source: data, target: /data, volume: {nocopy: true}}
              - {type: volume, target: /anonymous, volume: {labels: {kind: anonymous}}}
              - {type: volume, source: lent, target: /lent, read_only: true}
              - {type: volume, source: borrowed, target: /borrowed}
              - {type: bind, source: ./bound, target: /bound, read_only: true, bind: {propagation: private, recursive: disabled}}
              - {type: bind, source: ./bound, target: /relabelled, bind: {selinux: z, create_host_path: false}}
              - {type: tmpfs, target: /memory, tmpfs: {size: 1048576, mode: 448}}
            configs:
              - {source: setting, target: /etc/service.conf, uid: "5", gid: "6", mode: 0440}
              - {source: text, target: /etc/text.conf}
              - {source: variable, target: /etc/variable.conf}
            secrets:
              - {source: token, target: pass, uid: "7", gid: "8", mode: 0400}
              - {source: word}
          networked:
            image: BASE
            init: true
            command: [sleep, infinity]
            links: [plain:shown]
            external_links: ["OUTSIDE:friend"]
            networks:
              front:
                aliases: [www]
                ipv4_address: 10.197.44.40
                ipv6_address: fd00:197:44::40
                link_local_ips: [169.254.44.8]
                driver_opts: {note: kept}
                priority: 5
              inner: {mac_address: "02:42:ac:11:00:99"}
              lent: {}
              borrowed: {}
              default: {interface_name: eth7, gw_priority: 9}
          addressed: {image: BASE, init: true, command: [sleep, infinity], mac_address: "02:42:ac:11:00:98"}
          sharer: {image: BASE, init: true, command: [sleep, infinity], network_mode: service:plain, pid: service:plain, ipc: service:plain}
          borrower: {image: BASE, init: true, command: [sleep, infinity], volumes_from: ["hooked:ro"]}
          hooked:
            image: BASE
            init: true
            command: [sleep, infinity]
            volumes: ["stops:/data"]
            post_start: [{command: [sh, -c, 'echo "$$WORD $$(id -u) $$(pwd)" > /tmp/post'], user: "1000", working_dir: /srv, environment: {WORD: started}}]
            pre_stop: [{command: [sh, -c, 'echo "$$WORD $$(id -u) $$(pwd)" > /data/stopped'], user: "0", working_dir: /srv, environment: {WORD: stopping}}]
          built:
            image: NAME/built:1
            init: true
            command: [sleep, infinity]
            build:
              context: built
              dockerfile: Other
              target: first
              args: {WORD: argued}
              labels: {built: "yes"}
              tags: ["NAME/built:2"]
              extra_hosts: ["builder:10.0.0.7"]
              shm_size: 4m
              ulimits: {nofile: {soft: 77, hard: 78}}
              cache_from: ["NAME/built:0"]
          secretive:
            build: {context: secretive, network: none, secrets: [{source: token, target: pass}]}
            init: true
            command: [sleep, infinity]
          inline:
            build: {context: built, dockerfile_inline: "FROM BASE\nRUN echo inline > /inline\n"}
            init: true
            command: [sleep, infinity]
        networks:
          front:
            name: NAME-named
            driver: bridge
            driver_opts: {com.docker.network.driver.mtu: "1400"}
            attachable: true
            enable_ipv4: true
            enable_ipv6: true
            labels: {team: shop}
            ipam:
              driver: default
              options: {note: kept}
              config:
                - {subnet: 10.197.44.0/24, ip_range: 10.197.44.128/25, gateway: 10.197.44.9, aux_addresses: {router: 10.197.44.7}}
                - {subnet: "fd00:197:44::/64"}
          inner: {internal: true}
          lent: {external: true, name: OUTSIDE}
          borrowed: {external: {name: OUTSIDE-old}}
        volumes:
          stops: {}
          data: {name: NAME-volume, driver: local, driver_opts: {type: tmpfs, device: tmpfs, o: "size=2m,mode=1777"}, labels: {team: shop}}
          lent: {external: true, name: OUTSIDE}
          borrowed: {external: {name: OUTSIDE-old}}
        configs:
          setting: {file: ./setting.conf}
          text: {content: "the text"}
          variable: {environment: FROM_DOT_ENV}
        secrets:
          token: {file: ./token.txt}
          word: {environment: FROM_DOT_ENV}
        """;
}
