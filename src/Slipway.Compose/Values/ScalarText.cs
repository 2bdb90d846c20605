namespace Slipway.Compose;

/// <summary>A scalar as text, where the attribute takes text and the file says a number, a boolean or a date.</summary>
internal static class ScalarText
{
    public static string Of(ComposeScalar scalar) =>
        scalar.Kind == ScalarKind.Timestamp ? YamlTimestamps.ToLongText(scalar.Text) : scalar.Text;

    /// <summary>
    /// Any value as text: <c>map[a:1]</c>, <c>[a b]</c>. The reference makes such text of values that are merged before anything looks whether they are
    /// allowed.
    /// </summary>
    public static string OfAny(ComposeNode node) => node switch
    {
        ComposeMapping mapping => $"map[{string.Join(' ', mapping.Entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}:{OfAny(e.Value)}"))}]",
        ComposeSequence sequence => $"[{string.Join(' ', sequence.Items.Select(OfAny))}]",
        ComposeScalar { Kind: ScalarKind.Null } => "<nil>",
        ComposeScalar scalar => Of(scalar),
        _ => "",
    };
}
