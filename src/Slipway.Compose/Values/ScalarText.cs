namespace Slipway.Compose;

/// <summary>A scalar as text, where the attribute takes text and the file says a number, a boolean or a date.</summary>
internal static class ScalarText
{
    public static string Of(ComposeScalar scalar) =>
        scalar.Kind == ScalarKind.Timestamp ? YamlTimestamps.ToLongText(scalar.Text) : scalar.Text;
}
