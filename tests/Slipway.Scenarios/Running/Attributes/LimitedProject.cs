namespace Slipway.Scenarios.Running.Attributes;

/// <summary>
/// What not every engine can do: newer ones, or those of a machine with such devices and file systems. Where it cannot be done, the deployment fails and
/// says why; a container that could be created has it all the same.
/// </summary>
internal static class LimitedProject
{
    private const string Service = "services.*.";
    private const string Reservation = "services.*.deploy.resources.reservations.devices[].";

    // A machine that has not every capability itself cannot give it either.
    private const string NoCapabilities = "unable to apply caps";

    public static AttributeRow[] Rows { get; } =
    [
        Request(Service + "gpus[].capabilities " + Service + "gpus[].count " + Service + "gpus[].options", "graphics", """{"Driver":"","Count":2,"DeviceIDs":null,"Capabilities":[["compute","gpu"]],"Options":{"note":"kept"}}"""),
        Request(Service + "gpus[].driver " + Service + "gpus[].device_ids", "chosen", """{"Driver":"nvidia","Count":0,"DeviceIDs":["7"],"Capabilities":[["gpu"]],"Options":null}"""),
        Request(Reservation + "capabilities " + Reservation + "count " + Reservation + "options", "reserved", """{"Driver":"","Count":-1,"DeviceIDs":null,"Capabilities":[["tpu"]],"Options":{"note":"kept"}}"""),
        Request(Reservation + "driver " + Reservation + "device_ids", "named", """{"Driver":"nvidia","Count":0,"DeviceIDs":["7"],"Capabilities":[["gpu"]],"Options":null}"""),
        new(Service + "privileged", "privileged", "HostConfig|Privileged", "true"),
        new AttributeRow(Service + "post_start[].privileged", "before", "$ grep -c fffff /tmp/post", "1") with { Told = NoCapabilities },
        new AttributeRow(Service + "storage_opt", "stored", "HostConfig|StorageOpt|size", "\"1G\"") with { Told = "storage-opt is supported only for" },
        new AttributeRow(Service + "volumes[].volume.subpath", "part", "HostConfig|Mounts|Target=/data|VolumeOptions|Subpath", "\"inside\"") with
        {
            Told = "part mounts a subpath of a volume, which needs Docker Engine 26 or newer",
        },
        new AttributeRow(Service + "volumes[].image.subpath " + Service + "volumes[].type", "tools", "HostConfig|Mounts|Target=/tools|ImageOptions|Subpath", "\"etc\"") with
        {
            Told = "tools mounts an image, which needs Docker Engine 28 or newer",
        },
        new AttributeRow(Service + "volumes[].bind.recursive", "deep", "HostConfig|Mounts|Target=/deep|BindOptions|ReadOnlyForceRecursive", "true") with
        {
            Told = "deep says how read-only /deep is below its top, which needs Docker Engine 25 or newer",
        },
    ];

    public static AttributeRow[] WithoutIpv4 { get; } =
    [
        new AttributeRow("networks.*.enable_ipv4", "network:NAME_six", "EnableIPv4", "false") with
        {
            Told = "The network NAME_six is to be without IPv4, which needs Docker Engine 28 or newer",
        },
    ];

    public static AttributeRow[] WithContexts { get; } =
    [
        new AttributeRow(Service + "build.additional_contexts", "composed", "$ cat /page.txt /outside.txt /inline", "as committedfrom another repositoryinline") with { Told = "the build uses additional contexts, for which" },
    ];

    public static string Compose(string name) => Filled(name, """
        name: NAME
        x-one: &one {image: "BASE", init: true, command: [sleep, infinity]}
        services:
          graphics: {<<: *one, gpus: [{capabilities: [compute], count: 2, options: {note: kept}}]}
          chosen: {<<: *one, gpus: [{driver: nvidia, device_ids: ["7"]}]}
          reserved: {<<: *one, deploy: {resources: {reservations: {devices: [{capabilities: [tpu], count: all, options: {note: kept}}]}}}}
          named: {<<: *one, deploy: {resources: {reservations: {devices: [{capabilities: [gpu], driver: nvidia, device_ids: ["7"]}]}}}}
          stored: {<<: *one, storage_opt: {size: 1G}}
          part: {<<: *one, volumes: [{type: volume, source: data, target: /data, volume: {subpath: inside}}]}
          tools: {<<: *one, volumes: [{type: image, source: "BASE", target: /tools, image: {subpath: etc}}]}
          deep: {<<: *one, volumes: [{type: bind, source: ./bound, target: /deep, read_only: true, bind: {propagation: rprivate, recursive: readonly}}]}
          hooked: {<<: *one, post_start: [{command: [sh, -c, "echo the hook says why; exit 3"]}]}
          privileged: {<<: *one, privileged: true}
          before: {<<: *one, post_start: [{command: [sh, -c, "grep CapEff /proc/self/status > /tmp/post"], privileged: true}]}
          after: {<<: *one, volumes: ["stops:/data"], pre_stop: [{command: [sh, -c, "grep CapEff /proc/self/status > /data/stopped"], privileged: true}]}
        volumes:
          stops: {}
          data: {}
        """);

    public static string ComposeWithoutIpv4(string name) => Filled(name, """
        name: NAME
        services:
          six: {image: "BASE", init: true, command: [sleep, infinity], networks: [six]}
        networks:
          six: {enable_ipv4: false, enable_ipv6: true, ipam: {config: [{subnet: "fd00:197:45::/64"}]}}
        """);

    private static string Filled(string name, string compose) =>
        compose.Replace("NAME", name, StringComparison.Ordinal).Replace("BASE", Installation.BaseImage, StringComparison.Ordinal);

    public static string ComposeWithContexts(string name, string other) => Filled(name, """
        name: NAME
        services:
          base: {init: true, command: [sleep, infinity], build: {context: ., dockerfile_inline: "FROM BASE\nRUN echo inline > /inline\n"}}
          composed:
            init: true
            command: [sleep, infinity]
            build:
              context: .
              dockerfile_inline: "FROM base\nCOPY --from=more page.txt /page.txt\nCOPY --from=other outside.txt /outside.txt\n"
              additional_contexts: {more: ./bound, base: "service:base", other: "file://OTHER#main:part"}
        """).Replace("OTHER", other, StringComparison.Ordinal);

    private static AttributeRow Request(string attributes, string where, string expected) => new(attributes, where, "HostConfig|DeviceRequests|0", expected);
}
