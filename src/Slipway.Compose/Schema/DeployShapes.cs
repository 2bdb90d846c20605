using static Slipway.Compose.CommonShapes;

namespace Slipway.Compose;

/// <summary>The attributes of <c>deploy</c> and <c>develop</c>.</summary>
internal static class DeployShapes
{
    private static readonly Shape ReplicaUpdate = Shape.Mapping(
        ("parallelism", Shape.IntegerOrText.As(ValueRules.Unsigned).Keep()),
        ("delay monitor", Duration.As(ValueRules.OptionalDuration)),
        ("failure_action", Shape.Text),
        ("max_failure_ratio", new Shape { Scalars = ScalarKinds.Number | ScalarKinds.Text, Value = ValueRules.Ratio }),
        ("order", Shape.Enumeration("start-first", "stop-first")));

    public static Shape Deploy { get; } = Shape.Mapping(
        ("mode endpoint_mode", Shape.Text),
        ("replicas", Shape.IntegerOrText.Keep()),
        ("labels", Labels),
        ("update_config rollback_config", ReplicaUpdate),
        ("resources", Shape.Mapping(("limits", Limits()), ("reservations", Reservations()))),
        ("restart_policy", Shape.Mapping(
            ("condition", Shape.Text),
            ("delay window", Duration.Keep()),
            ("max_attempts", Shape.IntegerOrText.As(ValueRules.Unsigned).Keep()))),
        ("placement", Shape.Mapping(
            ("constraints", TextList),
            ("preferences", Shape.List(Shape.Mapping(("spread", Shape.Text)))),
            ("max_replicas_per_node", Shape.IntegerOrText.As(ValueRules.Unsigned))))).OrNull() with { Value = ValueRules.Deploy };

    public static Shape Develop { get; } = Shape.Mapping(
        ("watch", Shape.List(Shape.Mapping(
            ("ignore include", TextOrTextList),
            ("path target", Shape.Text),
            ("action", Shape.Enumeration("rebuild", "sync", "restart", "sync+restart", "sync+exec")),
            ("exec", Hook),
            ("initial_sync", Shape.Boolean)).Requires("path", "action") with { Value = ValueRules.WatchTrigger }))).OrNull();

    private static Shape Limits() => Shape.Mapping(
        ("cpus", Cpus),
        ("memory", Shape.Text.As(ValueRules.Bytes)),
        ("pids", Shape.IntegerOrText));

    private static Shape Reservations() => Shape.Mapping(
        ("cpus", Cpus),
        ("memory", Shape.Text.As(ValueRules.Bytes)),
        ("generic_resources", Shape.List(Shape.Mapping(
            ("discrete_resource_spec", Shape.Mapping(("kind", Shape.Text), ("value", Shape.NumberOrText)).As(ValueRules.Discrete))))),
        ("devices", Shape.List(Device.Requires("capabilities"))));
}
