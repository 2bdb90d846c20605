using System.Globalization;

namespace Slipway.Compose;

/// <summary>Binds the smaller parts of a service.</summary>
internal static class PartReader
{
    public static ComposePort Port(ComposeMapping node) => new()
    {
        Target = (int)Math.Clamp(node.Number("target") ?? 0, 0, ushort.MaxValue),
        Published = node.Text("published"),
        HostIp = node.Text("host_ip"),
        Protocol = node.Text("protocol") ?? "tcp",
        Mode = node.Text("mode"),
        Name = node.Text("name"),
        AppProtocol = node.Text("app_protocol"),
    };

    public static ComposeServiceNetwork Network(string key, ComposeMapping node) => new()
    {
        Aliases = node.Texts("aliases"),
        Ipv4Address = node.Text("ipv4_address"),
        Ipv6Address = node.Text("ipv6_address"),
        LinkLocalIps = node.Texts("link_local_ips"),
        MacAddress = node.Text("mac_address"),
        InterfaceName = node.Text("interface_name"),
        DriverOpts = node.TextMap("driver_opts"),
        Priority = node.Number("priority") ?? 0,
        GatewayPriority = node.Number("gw_priority") ?? 0,
    };

    public static ComposeDependency Dependency(string key, ComposeMapping node) => new()
    {
        Condition = node.Text("condition") ?? "service_started",
        Required = node.OptionalFlag("required") ?? true,
        Restart = node.Flag("restart"),
    };

    public static ComposeHealthcheck Healthcheck(ComposeMapping node) => new()
    {
        Test = node.Texts("test"),
        Interval = node.Time("interval"),
        Timeout = node.Time("timeout"),
        StartPeriod = node.Time("start_period"),
        StartInterval = node.Time("start_interval"),
        Retries = node.Number("retries"),
        Disable = node.Flag("disable"),
    };

    public static ComposeMap<ComposeUlimit> Ulimits(ComposeMapping node) => node.Map("ulimits", static entry => entry.Value switch
    {
        ComposeMapping pair => new ComposeUlimit { Soft = pair.Number("soft") ?? 0, Hard = pair.Number("hard") ?? 0 },
        ComposeScalar scalar when long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var both) => new ComposeUlimit { Soft = both, Hard = both },
        _ => new ComposeUlimit { Soft = 0, Hard = 0 },
    });

    public static ComposeDevice Device(ComposeMapping node) => new()
    {
        Source = node.Text("source") ?? "",
        Target = node.Text("target"),
        Permissions = node.Text("permissions"),
    };

    public static ComposeFileReference FileReference(ComposeMapping node) => new()
    {
        Source = node.Text("source") ?? "",
        Target = node.Text("target"),
        Uid = node.Text("uid"),
        Gid = node.Text("gid"),
        Mode = node.Text("mode") is { Length: > 0 and < 11 } mode && !mode.AsSpan().ContainsAnyExceptInRange('0', '7') ? Convert.ToInt32(mode, 8) : null,
    };

    public static ComposeDevelop Develop(ComposeMapping node) => new()
    {
        Watch = node.Objects("watch", static n => new ComposeWatch
        {
            Path = n.Text("path") ?? "",
            Action = n.Text("action") ?? "",
            Target = n.Text("target"),
            Ignore = n.Texts("ignore"),
            Include = n.Texts("include"),
            Exec = n["exec"] is ComposeMapping exec && exec["command"] is ComposeSequence ? Hook(exec) : null,
            InitialSync = n.Flag("initial_sync"),
        }),
    };

    public static ComposeHook Hook(ComposeMapping node) => new()
    {
        Command = node.OptionalTexts("command"),
        Image = node.Text("image"),
        User = node.Text("user"),
        WorkingDir = node.Text("working_dir"),
        Privileged = node.Flag("privileged"),
        PerReplica = node.Flag("per_replica"),
        Environment = node.Variables("environment"),
    };

    public static ComposeBlkio Blkio(ComposeMapping node) => new()
    {
        Weight = node.Number("weight"),
        WeightDevice = ByDevice(node, "weight_device", "weight"),
        DeviceReadBps = ByDevice(node, "device_read_bps", "rate"),
        DeviceReadIops = ByDevice(node, "device_read_iops", "rate"),
        DeviceWriteBps = ByDevice(node, "device_write_bps", "rate"),
        DeviceWriteIops = ByDevice(node, "device_write_iops", "rate"),
    };

    public static ComposeProvider Provider(ComposeMapping node) => new()
    {
        Type = node.Text("type") ?? "",
        Options = node.Map("options", static entry => new ComposeMapping([entry], entry.KeySpan).Texts(entry.Key)),
    };

    public static ComposeEnvFile EnvFile(ComposeMapping node) => new()
    {
        Path = node.Text("path") ?? "",
        Required = node.OptionalFlag("required") ?? true,
        Format = node.Text("format"),
    };

    private static ComposeMap<string> ByDevice(ComposeMapping node, string name, string value) =>
        ComposeMap.Create((node[name] as ComposeSequence)?.Items.OfType<ComposeMapping>().Select(m => KeyValuePair.Create(m.Text("path") ?? "", m.Text(value) ?? "")) ?? []);
}
