namespace Slipway.Messaging;

/// <summary>Cuts what people read to a size that a row can hold.</summary>
internal static class Texts
{
    private const int LineCharacters = 500;
    private const int DetailCharacters = 8000;

    public static string? Line(string? text)
    {
        var line = text?.ReplaceLineEndings(" ").Trim();
        return line is { Length: > LineCharacters } ? string.Concat(line.AsSpan(0, LineCharacters - 1), "…") : line;
    }

    public static string? Detail(Exception? error)
    {
        var text = error?.ToString();
        return text is { Length: > DetailCharacters } ? string.Concat(text.AsSpan(0, DetailCharacters - 1), "…") : text;
    }
}
