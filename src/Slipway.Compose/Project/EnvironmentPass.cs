namespace Slipway.Compose;

/// <summary>Bare names in a list <c>environment</c> take their value from the environment of the model.</summary>
internal static class EnvironmentPass
{
    private static readonly PathTable<NodeRule> Table = new(("services.*.environment.[]", (node, _, context) =>
        node is ComposeScalar { Kind: ScalarKind.Text } text && !text.Text.Contains('=', StringComparison.Ordinal) && !context.KeepsTemplates && context.Lookup(text.Text) is { } value
            ? ComposeScalar.Of($"{text.Text}={value}", text.Span)
            : node));

    public static ComposeNode Run(ComposeNode root, LoadContext context) => RuleWalk.Apply(Table, root, context);
}
