using Slipway.Compose;

namespace Slipway.Cli.Config;

/// <summary>Builds trees of results, and prints them as JSON or YAML.</summary>
internal static class Trees
{
    /// <summary>A mapping; what is null is left out.</summary>
    public static ComposeMapping Mapping(params ReadOnlySpan<(string Key, ComposeNode? Value)> entries)
    {
        var set = new List<ComposeEntry>(entries.Length);
        foreach (var (key, value) in entries)
        {
            if (value is not null)
            {
                set.Add(new ComposeEntry(key, default, value));
            }
        }

        return new ComposeMapping([.. set], default);
    }

    public static ComposeSequence List(IEnumerable<ComposeNode> items) => new([.. items], default);

    public static ComposeScalar Text(string text) => new(ScalarKind.Text, text, default);

    public static ComposeScalar? OptionalText(string? text) => text is null ? null : Text(text);

    public static ComposeScalar Flag(bool value) => new(ScalarKind.Boolean, value ? "true" : "false", default);

    public static ComposeScalar Number(int value) => new(ScalarKind.Whole, value.ToString(System.Globalization.CultureInfo.InvariantCulture), default);

    public static string ToJson(ComposeMapping tree) => ComposeRenderer.ToJson(tree);

    public static string ToYaml(ComposeMapping tree) => ComposeRenderer.ToYaml(tree);
}
