using System.Collections.Immutable;
using Slipway.Imports.Compose.Conversion;
using Slipway.Imports.Compose.Trust;
using static Slipway.Imports.Compose.Support.SupportCatalogue;

namespace Slipway.Imports.Compose.Support;

/// <summary>Networks, volumes, configs and secrets of a project.</summary>
internal static class ResourceSupport
{
    private const string NoStore = "this server keeps no configs and secrets of its own; give a file of the repository";

    public static ImmutableArray<SupportRow> Rows { get; } =
    [
        .. Done("networks.*", "name", "the name on the engine; without one, it is named after environment and key"),
        .. Done("networks.*", "driver", "the driver; `host` needs trust", nameof(TrustOptions.HostNamespaces)),
        .. Done("networks.*", "driver_opts", "options of the driver; a bridge that the host has already is never taken (`com.docker.network.bridge.name`)"),
        .. Done("networks.*", "external", "it must exist, is used and never removed"),
        .. Done("networks.*.external", "name", "the old way to name it"),
        .. Done("networks.*", "internal", "no way out"),
        .. Done("networks.*", "attachable", "others may join"),
        .. Done("networks.*", "enable_ipv4", "false needs Docker Engine 28; with an older one the deployment fails and says so"),
        .. Done("networks.*", "enable_ipv6", "as written; without it, the engine's own setting"),
        .. Done("networks.*", "labels", "labels, beside those of Slipway and Compose"),
        .. Done("networks.*.ipam", "driver", "the address management driver"),
        .. Done("networks.*.ipam", "options", "its options"),
        .. Done("networks.*.ipam.config[]", "subnet ip_range gateway aux_addresses", "several pools, of both address families"),

        .. Done("volumes.*", "name", "the name on the engine: the same volume in every environment that names it, so it outlives each"),
        .. Done("volumes.*", "driver", "the driver"),
        .. Done("volumes.*", "driver_opts", "options of the driver; a device or directory of the host needs trust", nameof(TrustOptions.HostPaths)),
        .. Done("volumes.*", "external", "it must exist, is used and never removed"),
        .. Done("volumes.*.external", "name", "the old way to name it"),
        .. Done("volumes.*", "labels", "labels, beside those of Slipway and Compose"),

        .. Done("configs.*", "file", "a file of the repository"),
        .. Done("configs.*", "content", "the text itself"),
        .. Done("configs.*", "environment", "a variable of the repository's `.env`, never of the server"),
        .. NotApplicable("configs.*", "name", "names the object of a Swarm", isTold: false),
        .. Refused("configs.*", "external", NoStore, Codes.NoContent, isTold: false),
        .. Refused("configs.*.external", "name", NoStore, Codes.NoContent, isTold: false),
        .. NotApplicable("configs.*", "labels", "they label the object of a Swarm"),
        .. Refused("configs.*", "template_driver", "nothing fills templates in here; write the content as it should be"),

        .. Done("secrets.*", "file", "a file of the repository"),
        .. Done("secrets.*", "environment", "a variable of the repository's `.env`, never of the server"),
        .. NotApplicable("secrets.*", "name", "names the object of a Swarm", isTold: false),
        .. Refused("secrets.*", "external", NoStore, Codes.NoContent, isTold: false),
        .. Refused("secrets.*.external", "name", NoStore, Codes.NoContent, isTold: false),
        .. NotApplicable("secrets.*", "labels", "they label the object of a Swarm"),
        .. Refused("secrets.*", "driver driver_opts", "Docker Engine has secret drivers in a Swarm only; give a file of the repository"),
        .. Refused("secrets.*", "template_driver", "nothing fills templates in here; write the content as it should be"),
    ];
}
