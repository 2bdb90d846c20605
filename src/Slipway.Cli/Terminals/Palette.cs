namespace Slipway.Cli.Terminals;

/// <summary>Colours where they are wanted, the bare text elsewhere (<c>NO_COLOR</c>, files, pipes).</summary>
internal sealed class Palette
{
    public static readonly Palette Plain = new(false);
    public static readonly Palette Ansi = new(true);

    // Readable on dark and on light grounds; red is left to errors.
    private static readonly string[] ServiceCodes = ["36", "33", "32", "35", "34", "96", "93", "92", "95", "94"];

    private readonly bool _on;

    private Palette(bool on) => _on = on;

    public string Bold(string text) => Paint("1", text);

    public string Dim(string text) => Paint("2", text);

    public string Good(string text) => Paint("32", text);

    public string Bad(string text) => Paint("31", text);

    public string Attention(string text) => Paint("33", text);

    public string Link(string text) => Paint("36", text);

    /// <summary>The colour of the n-th service, the same for each of its lines.</summary>
    public string Service(int index, string text) => Paint(ServiceCodes[index % ServiceCodes.Length], text);

    private string Paint(string code, string text) => _on && text.Length > 0 ? $"\e[{code}m{text}\e[0m" : text;
}
