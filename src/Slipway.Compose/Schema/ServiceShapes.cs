using static Slipway.Compose.CommonShapes;

namespace Slipway.Compose;

/// <summary>The attributes of a service.</summary>
internal static class ServiceShapes
{
    public static Shape Service { get; } = Shape.Mapping(
        ("annotations sysctls labels", Labels),
        ("attach", Shape.BooleanOrText.Keep()),
        ("blkio_config", Blkio()),
        ("build", BuildShapes.Build),
        ("cap_add cap_drop device_cgroup_rules dns_opt external_links links profiles security_opt volumes_from", UniqueTextList),
        ("cgroup", Shape.Enumeration("host", "private")),
        ("cgroup_parent cpuset domainname hostname image ipc isolation mac_address network_mode pid platform restart runtime stop_signal user userns_mode uts working_dir", Shape.Text),
        ("command entrypoint", Command),
        ("configs secrets", FileReferences),
        ("container_name", Shape.Text with { TextRule = (Names.HasContainerName, "a name of at least two letters, digits, _ . or -") }),
        ("cpu_count", Shape.IntegerOrText.Between(0, double.MaxValue)),
        ("cpu_percent", Shape.IntegerOrText.Between(0, 100)),
        ("cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares pids_limit", Shape.NumberOrText),
        ("cpus", Cpus),
        ("credential_spec", Shape.Mapping(("config file registry", Shape.Text))),
        ("depends_on", DependsOn()),
        ("deploy", DeployShapes.Deploy),
        ("develop", DeployShapes.Develop),
        ("devices", Shape.List(Shape.Mapping(("source target permissions", Shape.Text)).Requires("source").OrText())),
        ("dns dns_search tmpfs", TextOrTextList),
        ("env_file", EnvFile()),
        ("environment", Variables),
        ("expose", Shape.UniqueList(new Shape { Scalars = ScalarKinds.Text | ScalarKinds.Number, Value = ValueRules.KeptText })),
        ("extends", Shape.Mapping(("service file", Shape.Text)).Requires("service").OrText() with { Extensible = false, Dropped = true }),
        ("extra_hosts", ExtraHosts),
        ("gpus", Shape.List(new Shape { Attributes = Device.Attributes, Other = Shape.Any, Value = ValueRules.OnlyDeviceRequest }).OrText() with { Words = ["all"] }),
        ("group_add", Shape.UniqueList(new Shape { Scalars = ScalarKinds.Text | ScalarKinds.Number, Value = ValueRules.Group })),
        ("healthcheck", Healthcheck()),
        ("init", Shape.BooleanOrText.Keep()),
        ("label_file", TextList.OrText()),
        ("logging", Shape.Mapping(
            ("driver", Shape.Text),
            ("options", Shape.MapOf(new Shape { Scalars = ScalarKinds.Text | ScalarKinds.Number | ScalarKinds.Null, Value = ValueRules.KeptText })))),
        ("mem_limit memswap_limit shm_size", Bytes),
        ("mem_reservation mem_swappiness", Shape.IntegerOrText.As(ValueRules.Bytes)),
        ("models", Models()),
        ("networks", Networks()),
        ("oom_kill_disable privileged read_only stdin_open tty", Shape.BooleanOrText),
        ("oom_score_adj", Shape.IntegerOrText.Between(-1000, 1000)),
        ("ports", Ports()),
        ("post_start pre_stop", Shape.List(Hook.Requires("command"))),
        ("pre_start", Shape.List(PreStart())),
        ("provider", Provider()),
        ("pull_policy", Shape.Text with { TextRule = (Names.HasPullPolicy, "always, never, missing, build, daily, weekly, or every_ with a time such as every_12h") }),
        ("pull_refresh_after", Shape.Text with { Dropped = true }),
        ("scale", Shape.IntegerOrText.Keep()),
        ("stop_grace_period", Duration.Keep()),
        ("storage_opt", Shape.MapOf(Shape.Any).As(ValueRules.StorageOptions)),
        ("ulimits", Ulimits),
        ("use_api_socket", Shape.Boolean),
        ("volumes", MountShapes.Mounts)) with { Value = ValueRules.Service };

    private static Shape Blkio()
    {
        var rate = Shape.List(Shape.Mapping(("path", Shape.Text), ("rate", Shape.IntegerOrText.As(ValueRules.Bytes))) with { Extensible = false });
        var weight = Shape.List(Shape.Mapping(("path", Shape.Text), ("weight", Shape.IntegerOrText.As(ValueRules.StrictInteger))) with { Extensible = false });
        return Shape.Mapping(
            ("device_read_bps device_read_iops device_write_bps device_write_iops", rate),
            ("weight", Shape.IntegerOrText.As(ValueRules.StrictInteger)),
            ("weight_device", weight)) with { Extensible = false };
    }

    private static Shape DependsOn() => Shape.NamedMap(Shape.Mapping(
        ("condition", Shape.Enumeration("service_started", "service_healthy", "service_completed_successfully")),
        ("required", Shape.Boolean.Keep()),
        ("restart", Shape.BooleanOrText)).Requires("condition")) with { Item = Shape.Text, UniqueItems = true };

    private static Shape EnvFile() => Shape.List(Shape.Mapping(
        ("path", Shape.Text.Keep()),
        ("format", Shape.Text),
        ("required", Shape.BooleanOrText.Keep())).Requires("path").OrText() with { Extensible = false }).OrText();

    private static Shape Healthcheck() => Shape.Mapping(
        ("disable", Shape.BooleanOrText),
        ("interval timeout start_period start_interval", Duration.Keep()),
        ("retries", Shape.NumberOrText.As(ValueRules.Unsigned).Keep()),
        ("test", TextList.OrText().As(ValueRules.HealthTest)));

    private static Shape Models() => Shape.NamedMap(
        Shape.Mapping(("endpoint_var model_var", Shape.Text)).OrNull().Keep()) with { Item = Shape.Text, UniqueItems = true };

    private static Shape Networks() => Shape.NamedMap(Shape.Mapping(
        ("aliases link_local_ips", UniqueTextList),
        ("interface_name ipv4_address ipv6_address mac_address", Shape.Text),
        ("driver_opts", DriverOptions),
        ("priority gw_priority", new Shape { Scalars = ScalarKinds.Number, Value = ValueRules.Integer })).OrNull().Keep()) with { Item = Shape.Text, UniqueItems = true };

    private static Shape Ports() => Shape.UniqueList(Shape.Mapping(
        ("name mode host_ip protocol app_protocol", Shape.Text),
        ("target", Shape.IntegerOrText.As(ValueRules.Unsigned)),
        ("published", Shape.IntegerOrText.As(ValueRules.Text))) with { Scalars = ScalarKinds.Text | ScalarKinds.Number });

    private static Shape PreStart() => Shape.Mapping(
        ("command", Command),
        ("image user working_dir", Shape.Text),
        ("privileged per_replica", Shape.BooleanOrText),
        ("environment", Variables)) with { Value = ValueRules.WithCommand };

    private static Shape Provider()
    {
        var single = new Shape { Scalars = ScalarKinds.Text | ScalarKinds.Number | ScalarKinds.Boolean };
        return Shape.Mapping(
            ("type", Shape.Text),
            ("options", Shape.MapOf(single.OrList(single)).As(ValueRules.ProviderOptions))).Requires("type");
    }
}
