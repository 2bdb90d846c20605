using System.Runtime.InteropServices;
using System.Text;

namespace Slipway.Cli.Terminals;

/// <summary>The streams of this process.</summary>
internal static partial class ProcessTerminal
{
    public const int StandardOutput = 1;
    public const int StandardError = 2;
    private const nuint GetWindowSize = 0x5413;   // TIOCGWINSZ of Linux

    // Not Console.Out: that prepares a terminal for input, which costs time and changes the terminal's settings.
    public static TextWriter Open(Stream stream) => new StreamWriter(stream, new UTF8Encoding(false), bufferSize: 4096) { AutoFlush = true };

    public static Screen Describe(bool redirected, int descriptor)
    {
        var term = Environment.GetEnvironmentVariable("TERM");
        if (redirected || term == "dumb")
        {
            return Screen.None;
        }

        var colours = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var (width, height) = Size(descriptor);
        return new Screen(true, width, height, colours ? Palette.Ansi : Palette.Plain);
    }

    private static (int Width, int Height) Size(int descriptor)
    {
        // 0 where the terminal does not know, as on serial lines.
        if (OperatingSystem.IsLinux())
        {
            return RequestSize(descriptor, GetWindowSize, out var size) == 0 && size.Columns > 0 && size.Rows > 0 ? (size.Columns, size.Rows) : (80, 24);
        }

        try
        {
            return (Console.WindowWidth is > 0 and var width ? width : 80, Console.WindowHeight is > 0 and var height ? height : 24);
        }
        catch (IOException)
        {
            return (80, 24);
        }
    }

    // Console.WindowWidth switches the terminal's keypad mode before it answers, and leaves it so.
    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int RequestSize(int descriptor, nuint request, out WindowSize size);

    [StructLayout(LayoutKind.Sequential)]
    private struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort WidthPixels;
        public ushort HeightPixels;
    }
}
