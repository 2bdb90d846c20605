namespace Slipway.Messaging;

/// <summary>Cuts what people read to a size that a row can hold.</summary>
internal static class Texts
{
    private const int LineCharacters = 500;
    private const int MessageCharacters = 4000;
    private const int DetailCharacters = 8000;

    public static string? Line(string? text) => Cut(text?.ReplaceLineEndings(" ").Trim(), LineCharacters);

    public static string? Message(Exception? error) => Cut(error?.Message, MessageCharacters);

    public static string? Detail(Exception? error) => Cut(error?.ToString(), DetailCharacters);

    private static string? Cut(string? text, int limit) =>
        text?.Length > limit ? string.Concat(text.AsSpan(0, limit - 1), "…") : text;
}
