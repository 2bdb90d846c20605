using System.Collections.Immutable;
using Slipway.Imports.Compose.Trust;
using static Slipway.Imports.Compose.Support.SupportCatalogue;

namespace Slipway.Imports.Compose.Support;

/// <summary>The attributes of <c>deploy</c> and <c>develop</c>.</summary>
internal static class DeploySupport
{
    private const string Deploy = "services.*.deploy";
    private const string Updates = "a replacement starts before the old container stops where ports and volumes allow it, one container at a time, and one that fails is taken back";
    private const string Rollbacks = "a replacement that fails is always taken back, at once";
    private const string OneEngine = "there is one engine, on which everything runs";
    private const string OwnDelay = "the engine restarts with a delay of its own, which grows from 100 ms";
    private const string Watches = "it is recorded with the revision and not run: an environment follows pushes, not files";

    public static ImmutableArray<SupportRow> Rows { get; } =
    [
        .. Changed(Deploy, "mode", "with one engine, `global` is one container; jobs run to their end like any container that ends", isTold: false),
        .. Changed(Deploy, "endpoint_mode", "the name of a service resolves to the addresses of its containers, as with `dnsrr`; there is no virtual address", isTold: false),
        .. Done(Deploy, "replicas", "that many containers"),
        .. NotApplicable(Deploy, "labels", "they label the service of a Swarm; use `labels` for the containers"),
        .. Changed(Deploy, "update_config", Updates),
        .. Changed(Deploy + ".update_config", "parallelism delay monitor failure_action max_failure_ratio order", Updates),
        .. Changed(Deploy, "rollback_config", Rollbacks),
        .. Changed(Deploy + ".rollback_config", "parallelism delay monitor failure_action max_failure_ratio order", Rollbacks),
        .. Done(Deploy + ".resources.limits", "cpus memory pids", "limits of each container"),
        .. NotApplicable(Deploy + ".resources.reservations", "cpus", "Docker Engine reserves no processors outside of a Swarm"),
        .. Done(Deploy + ".resources.reservations", "memory", "the memory that is kept when it runs short"),
        .. NotApplicable(Deploy + ".resources.reservations", "generic_resources", "Docker Engine has them in a Swarm only"),
        .. NotApplicable(Deploy + ".resources.reservations.generic_resources[].discrete_resource_spec", "kind value", "Docker Engine has them in a Swarm only"),
        .. Done(Deploy + ".resources.reservations.devices[]", "capabilities count device_ids driver options", "device requests, as with `gpus`", nameof(TrustOptions.Devices)),
        .. Done(Deploy + ".restart_policy", "condition max_attempts", "the restart policy; it goes before `restart`. Docker Engine counts attempts with `on-failure` only, which is told"),
        .. NotApplicable(Deploy + ".restart_policy", "delay window", OwnDelay),
        .. NotApplicable(Deploy, "placement", OneEngine),
        .. NotApplicable(Deploy + ".placement", "constraints max_replicas_per_node", OneEngine),
        .. NotApplicable(Deploy + ".placement.preferences[]", "spread", OneEngine),
        .. Changed("services.*.develop", "watch", Watches),
        .. Changed("services.*.develop.watch[]", "path action target ignore include initial_sync", Watches),
        .. Changed("services.*.develop.watch[].exec", "command user privileged working_dir environment", Watches),
    ];
}
