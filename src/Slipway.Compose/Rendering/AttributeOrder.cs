namespace Slipway.Compose;

/// <summary>
/// The order in which the reference writes the attributes of a service when it hashes one. Free mappings, such as labels, are sorted by key and have no row.
/// </summary>
internal static class HashOrder
{
    private const string Service =
        "annotations attach develop blkio_config cap_add cap_drop cgroup_parent cgroup cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime "
        + "cpus cpuset cpu_shares command configs container_name credential_spec deploy device_cgroup_rules devices dns dns_opt dns_search domainname entrypoint "
        + "provider environment env_file expose external_links extra_hosts group_add gpus hostname healthcheck image init ipc isolation labels label_file links "
        + "logging mem_limit mem_reservation memswap_limit mem_swappiness mac_address models network_mode networks oom_kill_disable oom_score_adj pid pids_limit "
        + "platform ports privileged read_only restart runtime secrets security_opt shm_size stdin_open stop_grace_period stop_signal storage_opt sysctls tmpfs tty "
        + "ulimits use_api_socket user userns_mode uts volumes volumes_from working_dir pre_start post_start pre_stop";

    private const string Hook = "command image user privileged working_dir environment per_replica";
    private const string Device = "capabilities driver count device_ids options";
    private const string Update = "parallelism delay failure_action monitor max_failure_ratio order";

    public static PathTable<string[]> Table { get; } = Create(
        ("*", Service),
        ("*.blkio_config", "weight weight_device device_read_bps device_read_iops device_write_bps device_write_iops"),
        ("*.{configs secrets}.[]", "source target uid gid mode"),
        ("*.credential_spec", "config file registry"),
        ("*.deploy", "mode labels update_config rollback_config resources restart_policy placement endpoint_mode"),
        ("*.deploy.{update_config rollback_config}", Update),
        ("*.deploy.resources", "limits reservations"),
        ("*.deploy.resources.{limits reservations}", "cpus memory pids devices generic_resources"),
        ("*.deploy.resources.{limits reservations}.devices.[]", Device),
        ("*.deploy.restart_policy", "condition delay max_attempts window"),
        ("*.deploy.placement", "constraints preferences max_replicas_per_node"),
        ("*.develop.watch.[]", "path action target exec include ignore initial_sync"),
        ("*.develop.watch.[].exec", Hook),
        ("*.devices.[]", "source target permissions"),
        ("*.env_file.[]", "path required format"),
        ("*.gpus.[]", Device),
        ("*.healthcheck", "test timeout interval retries start_period start_interval disable"),
        ("*.logging", "driver options"),
        ("*.models.*", "endpoint_var model_var"),
        ("*.networks.*", "aliases driver_opts gw_priority interface_name ipv4_address ipv6_address link_local_ips mac_address priority"),
        ("*.ports.[]", "name mode host_ip target published protocol app_protocol"),
        ("*.provider", "type options"),
        ("*.ulimits.*", "soft hard"),
        ("*.volumes.[]", "type source target read_only consistency bind volume tmpfs image"),
        ("*.volumes.[].bind", "selinux propagation create_host_path recursive"),
        ("*.volumes.[].volume", "labels nocopy subpath"),
        ("*.volumes.[].tmpfs", "size mode"),
        ("*.{pre_start post_start pre_stop}.[]", Hook));

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
