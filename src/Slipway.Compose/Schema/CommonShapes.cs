namespace Slipway.Compose;

/// <summary>Shapes that several attributes share.</summary>
internal static class CommonShapes
{
    private const ScalarKinds AnyScalar = ScalarKinds.Text | ScalarKinds.Number | ScalarKinds.Boolean | ScalarKinds.Null;

    public static Shape TextList { get; } = Shape.List(Shape.Text);

    public static Shape UniqueTextList { get; } = Shape.UniqueList(Shape.Text);

    public static Shape TextOrTextList { get; } = Shape.UniqueList(Shape.Text).OrText().As(ValueRules.List);

    public static Shape Scalar { get; } = new() { Scalars = AnyScalar };

    /// <summary>Environment and build arguments: text or nothing.</summary>
    public static Shape Variables { get; } = new() { Other = Scalar, KeyRule = Names.IsKey, Item = Shape.Text, UniqueItems = true, Value = ValueRules.Variables };

    /// <summary>Labels and their like: text, and what has no value is empty.</summary>
    public static Shape Labels { get; } = new() { Other = Scalar, KeyRule = Names.IsKey, Item = Shape.Text, UniqueItems = true, Value = ValueRules.Labels };

    public static Shape ExtraHosts { get; } = new()
    {
        Other = Shape.Text.OrList(Shape.Text),
        KeyRule = Names.IsKey,
        Item = Shape.Text,
        UniqueItems = true,
        Value = ValueRules.ExtraHosts,
        KeepEmpty = true,
    };

    public static Shape Duration { get; } = Shape.Text.As(ValueRules.Duration);

    public static Shape Bytes { get; } = Shape.NumberOrText.As(ValueRules.Bytes);

    public static Shape Cpus { get; } = new() { Scalars = ScalarKinds.Number | ScalarKinds.Text, Value = ValueRules.Cpus };

    public static Shape Command { get; } = new() { Scalars = ScalarKinds.Text | ScalarKinds.Null, Item = Shape.Text, Value = ValueRules.Command, KeepEmpty = true };

    public static Shape DriverOptions { get; } = Shape.MapOf(new Shape { Scalars = ScalarKinds.Text | ScalarKinds.Number, Value = ValueRules.KeptText });

    public static Shape Ulimits { get; } = new()
    {
        KeyRule = Names.IsUlimit,
        OffRule = Shape.Any,
        Other = Shape.Mapping(("soft hard", Shape.IntegerOrText.As(ValueRules.LimitNumber))).Requires("soft", "hard") with
        {
            Scalars = ScalarKinds.Integer | ScalarKinds.Text,
            Value = ValueRules.Ulimit,
        },
    };

    /// <summary>A config or secret that a service uses.</summary>
    public static Shape FileReferences { get; } = Shape.List(Shape.Mapping(
        ("source target uid gid", Shape.Text),
        ("mode", new Shape { Scalars = ScalarKinds.Number | ScalarKinds.Text, Value = ValueRules.FileMode })).OrText());

    public static Shape Hook { get; } = Shape.Mapping(
        ("command", Command),
        ("user working_dir", Shape.Text),
        ("privileged", Shape.BooleanOrText),
        ("environment", Variables)) with { Value = ValueRules.WithCommand };

    public static Shape Device { get; } = Shape.Mapping(
        ("capabilities device_ids", UniqueTextList),
        ("count", Shape.IntegerOrText.As(ValueRules.DeviceCount)),
        ("driver", Shape.Text),
        ("options", Labels));
}
