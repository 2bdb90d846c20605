namespace Slipway.Scenarios.Running.Attributes;

/// <summary>What the engine shows of the ordinary project's mounts, files, networks, builds and shared parts.</summary>
internal static class ResourceRows
{
    private const string Mount = "services.*.volumes[].";
    private const string Network = "services.*.networks.*.";
    private const string Build = "services.*.build.";

    public static AttributeRow[] All { get; } =
    [
        new(Mount + "type", "mounts", "Mounts|Destination=/data|Type", "\"volume\""),
        new(Mount + "target", "mounts", "Mounts|Destination=/lent|Destination", "\"/lent\""),
        new(Mount + "read_only", "mounts", "Mounts|Destination=/lent|RW", "false"),
        new(Mount + "volume.nocopy", "mounts", "HostConfig|Mounts|Target=/data|VolumeOptions|NoCopy", "true"),
        new(Mount + "volume.labels", "mounts", "HostConfig|Mounts|Target=/anonymous|VolumeOptions|Labels|kind", "\"anonymous\""),
        new(Mount + "bind.propagation", "mounts", "Mounts|Destination=/bound|Propagation", "\"private\""),
        new(Mount + "bind.recursive", "mounts", "HostConfig|Mounts|Target=/bound|BindOptions|NonRecursive", "true"),
        new(Mount + "bind.selinux", "mounts", "Mounts|Destination=/relabelled|Mode", "\"rw,z\""),
        new(Mount + "bind.create_host_path", "mounts", "$ cat /relabelled/page.txt", "as committed"),
        new(Mount + "tmpfs.size", "mounts", "HostConfig|Mounts|Target=/memory|TmpfsOptions|SizeBytes", "1048576"),
        new(Mount + "tmpfs.mode", "mounts", "$ stat -c %a /memory", "700"),
        new("services.*.read_only", "mounts", "HostConfig|ReadonlyRootfs", "true"),
        new("services.*.configs[].source services.*.configs[].target configs.*.file", "mounts", "$ cat /etc/service.conf", "the setting"),
        new("services.*.configs[].uid services.*.configs[].gid services.*.configs[].mode", "mounts", "$ stat -c '%u %g %a' /etc/service.conf", "5 6 440"),
        new("configs.*.content", "mounts", "$ cat /etc/text.conf", "the text"),
        new("configs.*.environment", "mounts", "$ cat /etc/variable.conf", "of the env file"),
        new("services.*.secrets[].source services.*.secrets[].target secrets.*.file", "mounts", "$ cat /run/secrets/pass", "the secret"),
        new("services.*.secrets[].uid services.*.secrets[].gid services.*.secrets[].mode", "mounts", "$ stat -c '%u %g %a' /run/secrets/pass", "7 8 400"),
        new("secrets.*.environment", "mounts", "$ cat /run/secrets/word", "of the env file"),

        new("volumes.*.name", "mounts", "Mounts|Destination=/data|Name", "\"NAME-volume\""),
        new("volumes.*.driver", "volume:NAME-volume", "Driver", "\"local\""),
        new("volumes.*.driver_opts", "volume:NAME-volume", "Options", """{"device":"tmpfs","o":"size=2m,mode=1777","type":"tmpfs"}"""),
        new("volumes.*.labels", "volume:NAME-volume", "Labels|team", "\"shop\""),
        new("volumes.*.external", "mounts", "Mounts|Destination=/lent|Name", "\"NAME-outside\""),
        new("volumes.*.external.name", "mounts", "Mounts|Destination=/borrowed|Name", "\"NAME-outside-old\""),

        new("networks.*.name", "networked", "NetworkSettings|Networks|NAME-named|IPAMConfig|IPv4Address", "\"10.197.44.40\""),
        new("networks.*.driver", "network:NAME-named", "Driver", "\"bridge\""),
        new("networks.*.driver_opts", "network:NAME-named", "Options|com.docker.network.driver.mtu", "\"1400\""),
        new("networks.*.attachable", "network:NAME-named", "Attachable", "true"),
        new("networks.*.enable_ipv6", "network:NAME-named", "EnableIPv6", "true"),
        new("networks.*.labels", "network:NAME-named", "Labels|team", "\"shop\""),
        new("networks.*.ipam.driver", "network:NAME-named", "IPAM|Driver", "\"default\""),
        new("networks.*.ipam.options", "network:NAME-named", "IPAM|Options", """{"note":"kept"}"""),
        new(
            "networks.*.ipam.config[].subnet networks.*.ipam.config[].ip_range networks.*.ipam.config[].gateway networks.*.ipam.config[].aux_addresses",
            "network:NAME-named",
            "IPAM|Config|Subnet=10.197.44.0/24",
            """{"Subnet":"10.197.44.0/24","IPRange":"10.197.44.128/25","Gateway":"10.197.44.9","AuxiliaryAddresses":{"router":"10.197.44.7"}}"""),
        new("networks.*.ipam.config[].subnet", "network:NAME-named", "IPAM|Config|Subnet=fd00:197:44::/64|Subnet", "\"fd00:197:44::/64\""),
        new("networks.*.internal", "network:NAME_inner", "Internal", "true"),
        new("networks.*.external", "networked", "NetworkSettings|Networks|NAME-outside|IPAMConfig", "null"),
        new("networks.*.external", "networked", "$ getent hosts NAME-outside | awk '{print $2}'", "NAME-outside"),
        new("networks.*.external.name", "networked", "NetworkSettings|Networks|NAME-outside-old|Aliases|0", "\"networked\""),

        new(Network + "aliases", "networked", "$ getent hosts www | awk '{print $2}'", "www"),
        new(Network + "ipv4_address", "networked", "NetworkSettings|Networks|NAME-named|IPAddress", "\"10.197.44.40\""),
        new(Network + "ipv6_address", "networked", "NetworkSettings|Networks|NAME-named|GlobalIPv6Address", "\"fd00:197:44::40\""),
        new(Network + "link_local_ips", "networked", "NetworkSettings|Networks|NAME-named|IPAMConfig|LinkLocalIPs", """["169.254.44.8"]"""),
        new(Network + "driver_opts", "networked", "NetworkSettings|Networks|NAME-named|DriverOpts", """{"note":"kept"}"""),
        new(Network + "priority", "networked", "HostConfig|NetworkMode", "\"NAME-named\""),
        new AttributeRow(Network + "mac_address", "networked", "NetworkSettings|Networks|NAME_inner|MacAddress", "\"02:42:ac:11:00:99\"") with { Told = "networked: the hardware address is without effect" },
        new AttributeRow("services.*.mac_address", "addressed", "NetworkSettings|Networks|NAME_default|MacAddress", "\"02:42:ac:11:00:98\"") with { Told = "addressed: the hardware address is without effect" },
        new AttributeRow(Network + "interface_name", "networked", "$ ls -d /sys/class/net/eth7", "/sys/class/net/eth7") with { Told = "the name of the interface is without effect" },
        new AttributeRow(Network + "gw_priority", "networked", "NetworkSettings|Networks|NAME_default|GwPriority", "9") with { Told = "the priority as gateway is without effect" },
        new("services.*.links", "networked", "$ getent hosts shown | awk '{print $2}'", "shown"),
        new("services.*.external_links", "networked", "$ getent hosts friend | awk '{print $2}'", "friend"),

        new("services.*.network_mode", "sharer", "$ hostname; ls -d /scratch 2>/dev/null; cat /proc/net/dev | wc -l", "front 4"),
        new("services.*.pid", "sharer", "$ tr '\\0' ' ' </proc/1/cmdline | grep -c 'sh -c exec sleep infinity'", "1"),
        new("services.*.volumes_from", "borrower", "Mounts|Destination=/data|Name", "\"NAME_stops\""),
        new("services.*.volumes_from", "borrower", "Mounts|Destination=/data|RW", "false"),

        new(Build + "context " + Build + "dockerfile " + Build + "target " + Build + "args", "built", "$ cat /word", "argued"),
        new(Build + "labels", "built", "Config|Labels|built", "\"yes\""),
        new(Build + "tags", "image:NAME/built:2", "Config|Labels|built", "\"yes\""),
        new("services.*.image", "image:NAME/built:1", "Config|Labels|built", "\"yes\""),
        new(Build + "extra_hosts", "built", "$ cat /hosts", "10.0.0.7        builder"),
        new(Build + "shm_size", "built", "$ awk '{print $2}' /shm", "4096"),
        new(Build + "ulimits.*.soft " + Build + "ulimits.*.hard", "built", "$ cat /files", "77"),
        new(Build + "cache_from", "built", "$ cat /word", "argued"),
        new(Build + "secrets[].source " + Build + "secrets[].target", "secretive", "$ cat /seen; ls /run/secrets 2>/dev/null", "the secret"),
        new(Build + "network", "secretive", "$ cat /net", "lo"),
        new(Build + "dockerfile_inline", "inline", "$ cat /inline", "inline"),
    ];
}
