namespace Slipway.Compose;

/// <summary>Brings every attribute into its long form.</summary>
internal static class CanonicalPass
{
    public static ComposeNode Run(ComposeNode root, LoadContext context) => RuleWalk.Apply(CanonicalRules.Table, root, context);

    /// <summary>An entry whose key and value stand at the same place.</summary>
    public static ComposeEntry Entry(string key, ComposeNode value) => new(key, value.Span, value);

    public static ComposeEntry Entry(string key, string value, SourceSpan span) => new(key, span, ComposeScalar.Of(value, span));

    public static ComposeEntry Entry(string key, bool value, SourceSpan span) => new(key, span, ComposeScalar.Of(value, span));

    public static ComposeMapping Mapping(SourceSpan span, params ReadOnlySpan<ComposeEntry> entries) => new([.. entries], span);
}
