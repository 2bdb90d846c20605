namespace Slipway.Compose;

/// <summary>Binds mounts.</summary>
internal static class MountReader
{
    public static ComposeMount Read(ComposeMapping node) => new()
    {
        Type = node.Text("type") ?? "",
        Source = node.Text("source"),
        Target = node.Text("target"),
        ReadOnly = node.Flag("read_only"),
        Consistency = node.Text("consistency"),
        Bind = node.Object("bind", static n => new ComposeBindOptions
        {
            CreateHostPath = n.Flag("create_host_path"),
            Propagation = n.Text("propagation"),
            SeLinux = n.Text("selinux"),
            Recursive = n.Text("recursive"),
        }),
        Volume = node.Object("volume", static n => new ComposeVolumeOptions { NoCopy = n.Flag("nocopy"), Subpath = n.Text("subpath"), Labels = n.TextMap("labels") }),
        Tmpfs = node.Object("tmpfs", static n => new ComposeTmpfsOptions { SizeBytes = n.Number("size"), Mode = n.Number("mode") }),
        ImageSubpath = (node["image"] as ComposeMapping)?.Text("subpath"),
    };
}
