namespace Slipway.Compose;

/// <summary>Binds the top-level elements beside services.</summary>
internal static class ResourceReader
{
    public static ComposeNetwork Network(string key, ComposeMapping node)
    {
        var ipam = node["ipam"] as ComposeMapping;
        return new ComposeNetwork
        {
            Key = key,
            Name = node.Text("name"),
            Driver = node.Text("driver"),
            DriverOpts = node.TextMap("driver_opts"),
            External = node.Flag("external"),
            Internal = node.Flag("internal"),
            Attachable = node.Flag("attachable"),
            EnableIpv4 = node.OptionalFlag("enable_ipv4"),
            EnableIpv6 = node.OptionalFlag("enable_ipv6"),
            Labels = node.TextMap("labels"),
            IpamDriver = ipam?.Text("driver"),
            IpamOptions = ipam?.TextMap("options") ?? ComposeMap<string>.Empty,
            IpamPools = ipam?.Objects("config", Pool) ?? ComposeList<ComposeIpamPool>.Empty,
        };
    }

    public static ComposeVolume Volume(string key, ComposeMapping node) => new()
    {
        Key = key,
        Name = node.Text("name"),
        Driver = node.Text("driver"),
        DriverOpts = node.TextMap("driver_opts"),
        External = node.Flag("external"),
        Labels = node.TextMap("labels"),
    };

    public static ComposeConfig Config(string key, ComposeMapping node) => new()
    {
        Key = key,
        Name = node.Text("name"),
        File = node.Text("file"),
        Content = node.Text("content"),
        Environment = node.Text("environment"),
        External = node.Flag("external"),
        TemplateDriver = node.Text("template_driver"),
        Labels = node.TextMap("labels"),
    };

    public static ComposeSecret Secret(string key, ComposeMapping node) => new()
    {
        Key = key,
        Name = node.Text("name"),
        File = node.Text("file"),
        Environment = node.Text("environment"),
        External = node.Flag("external"),
        Driver = node.Text("driver"),
        DriverOpts = node.TextMap("driver_opts"),
        TemplateDriver = node.Text("template_driver"),
        Labels = node.TextMap("labels"),
    };

    public static ComposeModel Model(string key, ComposeMapping node) => new()
    {
        Key = key,
        Name = node.Text("name"),
        Model = node.Text("model") ?? "",
        ContextSize = node.Number("context_size"),
        RuntimeFlags = node.Texts("runtime_flags"),
    };

    private static ComposeIpamPool Pool(ComposeMapping node) => new()
    {
        Subnet = node.Text("subnet"),
        Gateway = node.Text("gateway"),
        IpRange = node.Text("ip_range"),
        AuxAddresses = node.TextMap("aux_addresses"),
    };
}
