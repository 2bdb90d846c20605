namespace Slipway.Scenarios.Running.Attributes;

/// <summary>A project that uses every attribute that needs trust, and what shows that it is done.</summary>
internal static class TrustedProject
{
    private const string Service = "services.*.";

    /// <summary>Gets the settings of a server that trusts it.</summary>
    public static Dictionary<string, string?> Settings { get; } = new string[] { "Privileged", "HostNamespaces", "Devices", "Capabilities", "SecurityOptions", "HostPaths" }
        .ToDictionary(s => $"Slipway__Trust__{s}", string? (_) => "true");

    public static AttributeRow[] Rows { get; } =
    [
        new(Service + "userns_mode", "powerful", "HostConfig|UsernsMode", "\"host\""),
        new(Service + "uts", "powerful", "HostConfig|UTSMode", "\"host\""),
        new(Service + "pid", "powerful", "HostConfig|PidMode", "\"host\""),
        new(Service + "ipc", "powerful", "HostConfig|IpcMode", "\"host\""),
        new(Service + "cgroup", "powerful", "HostConfig|CgroupnsMode", "\"host\""),
        new(Service + "network_mode", "powerful", "HostConfig|NetworkMode", "\"host\""),
        new(Service + "cap_add", "equipped", "$ grep CapBnd /proc/1/status", "CapBnd:\t00000000a82425fb"),
        new(Service + "security_opt", "equipped", "HostConfig|SecurityOpt", """["seccomp=unconfined"]"""),
        new(Service + "cgroup_parent", "equipped", "HostConfig|CgroupParent", "\"slipway-test.slice\""),
        new(Service + "device_cgroup_rules", "equipped", "HostConfig|DeviceCgroupRules", """["c 1:3 mr"]"""),
        new(Service + "devices[].source " + Service + "devices[].target " + Service + "devices[].permissions", "equipped", "HostConfig|Devices", """[{"PathOnHost":"/dev/null","PathInContainer":"/dev/other","CgroupPermissions":"r"}]"""),
    ];

    public static string Compose(string name) => $$"""
        name: {{name}}
        services:
          powerful:
            image: {{Installation.BaseImage}}
            init: true
            command: [sleep, infinity]
            userns_mode: host
            uts: host
            pid: host
            ipc: host
            cgroup: host
            network_mode: host
          equipped:
            image: {{Installation.BaseImage}}
            init: true
            command: [sleep, infinity]
            cap_add: [SYS_ADMIN]
            security_opt: ["seccomp=unconfined"]
            cgroup_parent: slipway-test.slice
            device_cgroup_rules: ["c 1:3 mr"]
            devices: [{source: /dev/null, target: /dev/other, permissions: r}]
            pre_stop: [{command: [sh, -c, "echo sorry; exit 4"]}]
        """;
}
