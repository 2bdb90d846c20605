using static Slipway.Compose.CommonShapes;

namespace Slipway.Compose;

/// <summary>The attributes of a whole project and of its top-level elements.</summary>
internal static class ProjectShapes
{
    private static readonly Shape External = Shape.Mapping(("name", Shape.Text)) with { Scalars = ScalarKinds.Boolean | ScalarKinds.Text, Value = ValueRules.Boolean };

    /// <summary>The deprecated mapping form for secrets and configs takes any key.</summary>
    private static readonly Shape LooseExternal = External with { Other = Shape.Any };

    private static readonly Shape Network = Shape.Mapping(
        ("name driver", Shape.Text),
        ("driver_opts", DriverOptions),
        ("ipam", Shape.Mapping(
            ("driver", Shape.Text),
            ("config", Shape.List(Shape.Mapping(
                ("subnet ip_range gateway", Shape.Text),
                ("aux_addresses", Shape.MapOf(Shape.Text))))),
            ("options", Shape.MapOf(Shape.Text)))),
        ("external", External),
        ("internal attachable", Shape.BooleanOrText),
        ("enable_ipv4 enable_ipv6", Shape.BooleanOrText.Keep()),
        ("labels", Labels)).OrNull() with { Value = ValueRules.Network };

    private static readonly Shape Volume = Shape.Mapping(
        ("name driver", Shape.Text),
        ("driver_opts", DriverOptions),
        ("external", External),
        ("labels", Labels)).OrNull();

    private static readonly Shape Secret = Shape.Mapping(
        ("name environment file driver template_driver", Shape.Text),
        ("driver_opts", DriverOptions),
        ("external", LooseExternal),
        ("labels", Labels));

    private static readonly Shape Config = Shape.Mapping(
        ("name content environment file template_driver", Shape.Text),
        ("external", LooseExternal),
        ("labels", Labels));

    private static readonly Shape Model = Shape.Mapping(
        ("name model", Shape.Text),
        ("context_size", Shape.Integer),
        ("runtime_flags", TextList)).Requires("model");

    public static Shape Project { get; } = Shape.Mapping(
        ("name version", Shape.Text),
        ("include", Shape.Any),
        ("services", Shape.NamedMap(ServiceShapes.Service)),
        ("networks", Shape.MapOf(Network)),
        ("volumes", Shape.NamedMap(Volume)),
        ("secrets", Shape.NamedMap(Secret)),
        ("configs", Shape.NamedMap(Config)),
        ("models", Shape.MapOf(Model)));
}
