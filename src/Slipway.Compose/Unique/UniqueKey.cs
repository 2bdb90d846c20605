namespace Slipway.Compose;

/// <summary>What tells an item of a list from the others, or why it cannot be told.</summary>
internal readonly record struct UniqueKey(string Text, string? Problem)
{
    public static UniqueKey Of(string text) => new(text, null);

    public static UniqueKey Wrong(string problem) => new("", problem);
}
