using static Slipway.Compose.CommonShapes;

namespace Slipway.Compose;

/// <summary>The attributes of <c>build</c>.</summary>
internal static class BuildShapes
{
    public static Shape Build { get; } = Shape.Mapping(
        ("additional_contexts", new Shape { Other = Scalar.As(ValueRules.Text), KeyRule = Names.IsKey, Item = Shape.Text, UniqueItems = true }),
        ("args", Variables),
        ("cache_from cache_to entitlements platforms tags", TextList),
        ("context dockerfile dockerfile_inline isolation network target", Shape.Text),
        ("extra_hosts", ExtraHosts),
        ("labels", Labels),
        ("no_cache privileged pull", Shape.BooleanOrText),
        ("no_cache_filter", TextOrTextList),
        ("provenance sbom", Shape.BooleanOrText.As(ValueRules.Text)),
        ("secrets", FileReferences),
        ("shm_size", Shape.IntegerOrText.As(ValueRules.Bytes)),
        ("ssh", Shape.MapOf(Scalar) with { Item = Shape.Text, UniqueItems = true, Value = ValueRules.Ssh }),
        ("ulimits", Ulimits)).OrText();
}
