namespace Slipway.Compose;

/// <summary>Attributes whose text becomes a number or a boolean after variables were filled in. Everything else stays text for the schema to judge.</summary>
internal static class CastRules
{
    public static PathTable<CastRule> Table { get; } = new(
        ("services.*.{cpu_count cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares oom_score_adj pids_limit scale}", CastRule.Integer),
        ("services.*.deploy.replicas", CastRule.Integer),
        ("services.*.deploy.{update_config rollback_config}.parallelism", CastRule.Integer),
        ("services.*.deploy.restart_policy.max_attempts", CastRule.Integer),
        ("services.*.deploy.placement.max_replicas_per_node", CastRule.Integer),
        ("services.*.healthcheck.retries", CastRule.Integer),
        ("services.*.ports.[].target", CastRule.Integer),
        ("services.*.ulimits.*", CastRule.Integer),
        ("services.*.ulimits.*.{soft hard}", CastRule.Integer),
        ("services.*.{cpu_percent cpus}", CastRule.Number),
        ("services.*.deploy.{update_config rollback_config}.max_failure_ratio", CastRule.Number),
        ("services.*.{init oom_kill_disable privileged read_only stdin_open tty}", CastRule.Boolean),
        ("services.*.depends_on.*.{required restart}", CastRule.Boolean),
        ("services.*.healthcheck.disable", CastRule.Boolean),
        ("services.*.volumes.[].read_only", CastRule.Boolean),
        ("services.*.volumes.[].volume.nocopy", CastRule.Boolean),
        ("networks.*.{external internal attachable enable_ipv4 enable_ipv6}", CastRule.Boolean),
        ("{volumes secrets configs}.*.external", CastRule.Boolean));
}
