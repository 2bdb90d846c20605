namespace Slipway.Compose;

/// <summary>
/// The order in which the reference writes attributes. Keys that are not named, such as those of labels and extensions, come after in an order of their own.
/// </summary>
internal static class AttributeOrder
{
    private const string Service =
        "profiles annotations attach build develop blkio_config cap_add cap_drop cgroup_parent cgroup cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime "
        + "cpus cpuset cpu_shares command configs container_name credential_spec depends_on deploy device_cgroup_rules devices dns dns_opt dns_search domainname entrypoint "
        + "provider environment env_file expose external_links extra_hosts group_add gpus hostname healthcheck image init ipc isolation labels label_file links "
        + "logging mem_limit mem_reservation memswap_limit mem_swappiness mac_address models network_mode networks oom_kill_disable oom_score_adj pid pids_limit "
        + "platform ports privileged pull_policy read_only restart runtime scale secrets security_opt shm_size stdin_open stop_grace_period stop_signal storage_opt sysctls "
        + "tmpfs tty ulimits use_api_socket user userns_mode uts volumes volumes_from working_dir pre_start post_start pre_stop";

    private const string Build =
        "context dockerfile dockerfile_inline entitlements args provenance sbom ssh labels cache_from cache_to no_cache no_cache_filter additional_contexts pull extra_hosts "
        + "isolation network target secrets shm_size tags ulimits platforms privileged";

    private const string Hook = "command image user privileged working_dir environment per_replica";
    private const string Device = "capabilities driver count device_ids options";
    private const string Update = "parallelism delay failure_action monitor max_failure_ratio order";
    private const string Reference = "source target uid gid mode";

    public static PathTable<string[]> Table { get; } = Create(
        ("services.*", Service),
        ("services.*.blkio_config", "weight weight_device device_read_bps device_read_iops device_write_bps device_write_iops"),
        ("services.*.build", Build),
        ("services.*.build.secrets.[]", Reference),
        ("services.*.build.ulimits.*", "soft hard"),
        ("services.*.{configs secrets}.[]", Reference),
        ("services.*.credential_spec", "config file registry"),
        ("services.*.depends_on.*", "condition restart required"),
        ("services.*.deploy", "mode replicas labels update_config rollback_config resources restart_policy placement endpoint_mode"),
        ("services.*.deploy.{update_config rollback_config}", Update),
        ("services.*.deploy.resources", "limits reservations"),
        ("services.*.deploy.resources.{limits reservations}", "cpus memory pids devices generic_resources"),
        ("services.*.deploy.resources.{limits reservations}.devices.[]", Device),
        ("services.*.deploy.restart_policy", "condition delay max_attempts window"),
        ("services.*.deploy.placement", "constraints preferences max_replicas_per_node"),
        ("services.*.develop.watch.[]", "path action target exec include ignore initial_sync"),
        ("services.*.develop.watch.[].exec", Hook),
        ("services.*.devices.[]", "source target permissions"),
        ("services.*.env_file.[]", "path required format"),
        ("services.*.gpus.[]", Device),
        ("services.*.healthcheck", "test timeout interval retries start_period start_interval disable"),
        ("services.*.logging", "driver options"),
        ("services.*.models.*", "endpoint_var model_var"),
        ("services.*.networks.*", "aliases driver_opts gw_priority interface_name ipv4_address ipv6_address link_local_ips mac_address priority"),
        ("services.*.ports.[]", "name mode host_ip target published protocol app_protocol"),
        ("services.*.provider", "type options"),
        ("services.*.ulimits.*", "soft hard"),
        ("services.*.volumes.[]", "type source target read_only consistency bind volume tmpfs image"),
        ("services.*.volumes.[].bind", "selinux propagation create_host_path recursive"),
        ("services.*.volumes.[].volume", "labels nocopy subpath"),
        ("services.*.volumes.[].tmpfs", "size mode"),
        ("services.*.{pre_start post_start pre_stop}.[]", Hook),
        ("networks.*", "name driver driver_opts ipam external internal attachable labels enable_ipv4 enable_ipv6"),
        ("networks.*.ipam", "driver config"),
        ("networks.*.ipam.config.[]", "subnet gateway ip_range aux_addresses"),
        ("volumes.*", "name driver driver_opts external labels"),
        ("{configs secrets}.*", "name file environment content external labels driver driver_opts template_driver"),
        ("models.*", "name model context_size runtime_flags"));

    /// <summary>Sorts the entries of a mapping: named ones in their order, then the others.</summary>
    public static IEnumerable<ComposeEntry> Sort(ComposeMapping mapping, string[]? names, IComparer<string> others)
    {
        int Rank(ComposeEntry entry) => Array.IndexOf(names, entry.Key) is >= 0 and var rank ? rank : int.MaxValue;

        return names is null ? mapping.Entries.OrderBy(e => e.Key, others) : mapping.Entries.OrderBy(Rank).ThenBy(e => e.Key, others);
    }

    private static PathTable<string[]> Create(params ReadOnlySpan<(string Patterns, string Names)> rows)
    {
        var split = new (string, string[])[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            split[i] = (rows[i].Patterns, rows[i].Names.Split(' '));
        }

        return new PathTable<string[]>(split);
    }
}
