namespace Slipway.Compose;

/// <summary>The attributes of a mount.</summary>
internal static class MountShapes
{
    public static Shape Mounts { get; } = Shape.UniqueList(Shape.Mapping(
        ("type", Shape.Enumeration("bind", "volume", "tmpfs", "cluster", "npipe", "image")),
        ("source target consistency", Shape.Text),
        ("read_only", Shape.BooleanOrText),
        ("bind", Shape.Mapping(
            ("propagation", Shape.Text),
            ("create_host_path", Shape.BooleanOrText.As(ValueRules.CreateHostPath)),
            ("recursive", Shape.Enumeration("enabled", "disabled", "writable", "readonly")),
            ("selinux", Shape.Enumeration("z", "Z")))),
        ("volume", Shape.Mapping(
            ("labels", CommonShapes.Labels),
            ("nocopy", Shape.BooleanOrText),
            ("subpath", Shape.Text))),
        ("tmpfs", Shape.Mapping(
            ("size", Shape.IntegerOrText.Between(0, double.MaxValue).As(ValueRules.Bytes)),
            ("mode", Shape.NumberOrText.As(ValueRules.StrictInteger)))),
        ("image", Shape.Mapping(("subpath", Shape.Text)))).Requires("type").OrText());
}
