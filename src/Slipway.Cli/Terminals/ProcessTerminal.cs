using System.Text;

namespace Slipway.Cli.Terminals;

/// <summary>The streams of this process.</summary>
internal static class ProcessTerminal
{
    // Not Console.Out: that prepares a terminal for input, which costs time and changes the terminal's settings.
    public static TextWriter Open(Stream stream) => new StreamWriter(stream, new UTF8Encoding(false), bufferSize: 4096) { AutoFlush = true };

    public static Screen Describe(bool redirected)
    {
        var term = Environment.GetEnvironmentVariable("TERM");
        if (redirected || term == "dumb")
        {
            return Screen.None;
        }

        var colours = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var (width, height) = Size();
        return new Screen(true, width, height, colours ? Palette.Ansi : Palette.Plain);
    }

    private static (int Width, int Height) Size()
    {
        try
        {
            // 0 where the terminal does not know, as on serial lines.
            return (Console.WindowWidth is > 0 and var width ? width : 80, Console.WindowHeight is > 0 and var height ? height : 24);
        }
        catch (IOException)
        {
            return (80, 24);
        }
    }
}
