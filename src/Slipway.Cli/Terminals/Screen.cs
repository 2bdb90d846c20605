namespace Slipway.Cli.Terminals;

/// <summary>What a stream is connected to.</summary>
/// <param name="IsTerminal">Whether a person looks at it.</param>
/// <param name="Width">Columns; without a terminal, lines are never cut.</param>
/// <param name="Height">Rows.</param>
/// <param name="Palette">The colours that may be used.</param>
internal sealed record Screen(bool IsTerminal, int Width, int Height, Palette Palette)
{
    /// <summary>A file or a pipe.</summary>
    public static readonly Screen None = new(false, int.MaxValue, int.MaxValue, Palette.Plain);
}
