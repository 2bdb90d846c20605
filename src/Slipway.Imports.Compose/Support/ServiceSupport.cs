using System.Collections.Immutable;
using Slipway.Imports.Compose.Conversion;
using Slipway.Imports.Compose.Trust;
using static Slipway.Imports.Compose.Support.SupportCatalogue;

namespace Slipway.Imports.Compose.Support;

/// <summary>The attributes of a service that are single values, names or plain lists.</summary>
internal static class ServiceSupport
{
    private const string Service = "services.*";
    private const string NoRealTime = "real-time scheduling would take processors from the host's own programs; use cpus or cpu_shares";
    private const string Windows = "it is for Windows";

    public static ImmutableArray<SupportRow> Rows { get; } =
    [
        .. Done(Service, "image", "the image to run, or a further name of the one that is built"),
        .. Changed(Service, "pull_policy", "`always`, `missing`, `never` and `build` as written; `daily`, `weekly` and `every_…` fetch the image on every deployment", isTold: false),
        .. NotApplicable(Service, "pull_refresh_after", "no tool does anything with it", isTold: false),
        .. Done(Service, "container_name", "the name on the engine, which only one environment can have"),
        .. Done(Service, "command entrypoint", "in words; without it, the image decides, and an empty one is none"),
        .. Done(Service, "environment", "variables, those of `env_file` included"),
        .. Done(Service, "labels annotations", "on each container; labels of Slipway and Compose are never replaced"),
        .. Done(Service, "label_file", "labels from files of the repository"),
        .. Done(Service, "profiles", "services of profiles that are not chosen do not run"),
        .. Done(Service, "scale", "that many containers"),
        .. Done(Service, "user working_dir hostname domainname", "of the container"),
        .. Done(Service, "tty stdin_open init", "of the container"),
        .. NotApplicable(Service, "attach", "it is about the terminal of `docker compose up`", isTold: false),
        .. Done(Service, "stop_signal stop_grace_period", "used whenever Slipway stops it"),
        .. Done(Service, "restart", "the restart policy"),
        .. Done(Service, "read_only", "the root file system cannot be written; configs and secrets are there all the same"),
        .. Done(Service, "platform", "of the image and the container"),
        .. Done(Service, "runtime isolation", "one that the engine has; otherwise the deployment fails and says so"),
        .. Done(Service, "shm_size", "the size of `/dev/shm`"),
        .. Done(Service, "storage_opt", "options of the storage driver; with one that has none the deployment fails and says so"),
        .. Done(Service, "sysctls", "settings of the container's own namespaces"),
        .. Done(Service, "tmpfs", "memory at a path, with its mount options"),

        .. Done(Service, "cpus cpu_shares cpu_period cpu_quota cpuset", "limits of the container"),
        .. Refused(Service, "cpu_rt_period cpu_rt_runtime", NoRealTime),
        .. NotApplicable(Service, "cpu_count cpu_percent", Windows),
        .. Done(Service, "mem_limit mem_reservation mem_swappiness memswap_limit", "limits of the container"),
        .. Done(Service, "oom_kill_disable", "where the host's kernel can; otherwise the deployment tells that it is without effect"),
        .. Done(Service, "oom_score_adj pids_limit", "of the container"),

        .. Done(Service, "privileged", "needs trust", nameof(TrustOptions.Privileged)),
        .. Done(Service, "cap_add", "the engine's default set; others need trust", nameof(TrustOptions.Capabilities)),
        .. Done(Service, "cap_drop", "as written"),
        .. Done(Service, "security_opt", "`no-new-privileges`; others need trust", nameof(TrustOptions.SecurityOptions)),
        .. Done(Service, "group_add", "further groups of the process"),
        .. Done(Service, "cgroup", "`private`; the host's needs trust", nameof(TrustOptions.HostNamespaces)),
        .. Done(Service, "cgroup_parent", "needs trust", nameof(TrustOptions.HostNamespaces)),
        .. Done(Service, "ipc pid", "`private`, `shareable`, `service:NAME`; the host's and those of foreign containers need trust", nameof(TrustOptions.HostNamespaces)),
        .. Done(Service, "uts userns_mode", "the host's needs trust", nameof(TrustOptions.HostNamespaces)),
        .. Done(Service, "device_cgroup_rules", "needs trust", nameof(TrustOptions.Devices)),
        .. Refused(Service, "use_api_socket", "the engine's socket and the server's registry credentials are refused: whoever has them has the host", Codes.EngineSocket),
        .. NotApplicable(Service + ".credential_spec", "config file registry", Windows),

        .. Done(Service, "network_mode", "`none`, `bridge`, `service:NAME`; the host's and those of foreign containers need trust", nameof(TrustOptions.HostNamespaces)),
        .. Done(Service, "mac_address", "of the network of the highest priority; engines before 25 tell that it is without effect"),
        .. Done(Service, "dns dns_opt dns_search", "of the container"),
        .. Done(Service, "extra_hosts", "further names in `/etc/hosts`"),
        .. Done(Service, "expose", "ports that are announced"),
        .. Done(Service, "links external_links", "further names for containers on the same networks"),
        .. Done(Service, "volumes_from", "the mounts of another service, whose container is made first; `container:NAME` is refused"),
    ];
}
