using System.Collections.Immutable;
using Slipway.Imports.Compose.Trust;
using static Slipway.Imports.Compose.Support.SupportCatalogue;

namespace Slipway.Imports.Compose.Support;

/// <summary>The attributes of a service that have attributes of their own.</summary>
internal static class ServiceListSupport
{
    private const string Service = "services.*";
    private const string NoProvider = "a provider is a program on the host that stands for the service; Slipway runs containers only";
    private const string NoModels = "Docker Engine runs no models; run a model server as a service, and give its address by environment";
    private const string NoPreStart = "no containers run before the service's own; use a service of its own and `depends_on` with `service_completed_successfully`";
    private const string FileTarget = "where the file is in the container; it is copied, so that mode and owner count";

    public static ImmutableArray<SupportRow> Rows { get; } =
    [
        .. Done(Service + ".extends", "service file", "by the loader; the file is one of the repository"),
        .. Done(Service + ".env_file[]", "path format required", "files of the repository"),
        .. Done(Service + ".depends_on.*", "condition", "it starts when the other one has reached the condition; a one-shot service is not run again while nothing changed"),
        .. Done(Service + ".depends_on.*", "required restart", "as written"),

        .. Done(Service + ".healthcheck", "test interval timeout retries start_period disable", "the health check; a deployment waits for it"),
        .. Done(Service + ".healthcheck", "start_interval", "by Docker Engine 25 or newer; older ones tell that it is without effect"),

        .. Done(Service + ".post_start[]", "command user working_dir environment", "runs in the container after each start; one that fails fails the deployment"),
        .. Done(Service + ".post_start[]", "privileged", "needs trust", nameof(TrustOptions.Privileged)),
        .. Done(Service + ".pre_stop[]", "command user working_dir environment", "runs in the container before Slipway stops it; one that fails is told, and the container stops all the same"),
        .. Done(Service + ".pre_stop[]", "privileged", "needs trust", nameof(TrustOptions.Privileged)),
        .. Refused(Service, "pre_start", NoPreStart),
        .. Refused(Service + ".pre_start[]", "command image user working_dir privileged per_replica environment", NoPreStart),

        .. Done(Service + ".ports[]", "target protocol host_ip", "of the published port"),
        .. Changed(Service + ".ports[]", "published", "as written where it is free; one that is taken gives way to a free one, which is told", isTold: false),
        .. NotApplicable(Service + ".ports[]", "mode", "with one engine, `host` and `ingress` are the same", isTold: false),
        .. NotApplicable(Service + ".ports[]", "name app_protocol", "they describe the port for people", isTold: false),

        .. Done(Service + ".networks.*", "aliases", "further names on the network"),
        .. Done(Service + ".networks.*", "ipv4_address ipv6_address link_local_ips", "fixed addresses; with one, the old container stops before its replacement starts"),
        .. Done(Service + ".networks.*", "mac_address", "by Docker Engine 25 or newer; older ones tell that it is without effect"),
        .. Done(Service + ".networks.*", "driver_opts", "options of the driver"),
        .. Done(Service + ".networks.*", "priority", "the network of the highest is joined first"),
        .. Done(Service + ".networks.*", "gw_priority interface_name", "by Docker Engine 28 or newer (28.1 for the interface); older ones tell that it is without effect"),

        .. Done(Service + ".volumes[]", "type", "`volume`, `bind`, `tmpfs`, and `image` with Docker Engine 28 or newer; `npipe` and `cluster` are refused"),
        .. Done(Service + ".volumes[]", "target read_only", "of the mount"),
        .. Changed(Service + ".volumes[]", "source", "a volume, an image, or a path of the repository at the commit; for a directory that the repository has not, a volume of the environment takes its place; other paths of the host need trust", isTold: false),
        .. NotApplicable(Service + ".volumes[]", "consistency", "no engine does anything with it", isTold: false),
        .. Done(Service + ".volumes[].bind", "propagation selinux", "options of the mount"),
        .. Done(Service + ".volumes[].bind", "recursive", "`disabled` as written; `readonly` and `writable` need Docker Engine 25, with older ones the deployment fails and says so"),
        .. Done(Service + ".volumes[].bind", "create_host_path", "false wants the path to be in the repository"),
        .. Done(Service + ".volumes[].volume", "nocopy labels", "of the volume"),
        .. Done(Service + ".volumes[].volume", "subpath", "by Docker Engine 26 or newer; with older ones the deployment fails and says so"),
        .. Done(Service + ".volumes[].tmpfs", "size mode", "of the memory"),
        .. Done(Service + ".volumes[].image", "subpath", "by Docker Engine 28 or newer; with older ones the deployment fails and says so"),

        .. Done(Service + ".configs[]", "source target", FileTarget),
        .. Done(Service + ".configs[]", "uid gid mode", "of the file"),
        .. Done(Service + ".secrets[]", "source target", FileTarget),
        .. Done(Service + ".secrets[]", "uid gid mode", "of the file"),

        .. Done(Service + ".logging", "driver options", "one that the engine has"),
        .. Done(Service + ".ulimits.*", "soft hard", "limits of each process"),
        .. Done(Service + ".devices[]", "source target permissions", "needs trust", nameof(TrustOptions.Devices)),
        .. Done(Service + ".gpus[]", "capabilities count device_ids driver options", "device requests; an engine without such devices fails the deployment and says so", nameof(TrustOptions.Devices)),
        .. Done(Service + ".blkio_config", "weight", "where the host's kernel can; otherwise the deployment tells that it is without effect"),
        .. Done(Service + ".blkio_config.weight_device[]", "path weight", "of devices of the host"),
        .. Done(Service + ".blkio_config.device_read_bps[]", "path rate", "of devices of the host"),
        .. Done(Service + ".blkio_config.device_read_iops[]", "path rate", "of devices of the host"),
        .. Done(Service + ".blkio_config.device_write_bps[]", "path rate", "of devices of the host"),
        .. Done(Service + ".blkio_config.device_write_iops[]", "path rate", "of devices of the host"),

        .. Refused(Service, "provider", NoProvider),
        .. Refused(Service + ".provider", "type options", NoProvider),
        .. Refused(Service + ".models.*", "", NoModels),
        .. Refused(Service + ".models.*", "endpoint_var model_var", NoModels),
    ];
}
