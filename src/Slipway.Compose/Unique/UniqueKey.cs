namespace Slipway.Compose;

/// <summary>What tells an item of a list from the others, or why it cannot be told.</summary>
internal readonly record struct UniqueKey(string Text, string? Problem, DiagnosticRule? Rule = null)
{
    public static UniqueKey Of(string text) => new(text, null);

    public static UniqueKey Wrong(string problem, DiagnosticRule? rule = null) => new("", problem, rule);
}
