using Slipway.Cli.Terminals;

namespace Slipway.Cli.Tests.Terminals;

public sealed class ColumnsTests
{
    [Theory]
    [InlineData("plain", 5)]
    [InlineData("漢字", 4)]
    [InlineData("e\u0301", 1)]
    [InlineData("✔ done", 6)]
    public void Width(string text, int expected) => Assert.Equal(expected, Columns.Width(text));

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdef", 5, "abcd…")]
    [InlineData("漢字漢字", 5, "漢字…")]
    [InlineData("abc", 0, "")]
    public void Cut(string text, int width, string expected) => Assert.Equal(expected, Columns.Cut(text, width));

    [Theory]
    [InlineData("\e[31mred\e[0m", "red")]
    [InlineData("\e]0;title\aafter", "after")]
    [InlineData("\e]8;;http://x\e\\link", "link")]
    [InlineData("a\rb\u009bc\tz", "abc    z")]
    [InlineData("end\e", "end")]
    public void Clean(string text, string expected) => Assert.Equal(expected, Columns.Clean(text));

    [Theory]
    [InlineData("guestbok", "guestbook")]
    [InlineData("geustbook", "guestbook")]
    [InlineData("guest", "guestbook")]
    [InlineData("shop", null)]
    public void Nearest(string typed, string? expected) => Assert.Equal(expected, Spelling.Nearest(typed, ["guestbook", "mail"]));

    [Theory]
    [InlineData(0.0042, "4.2 ms")]
    [InlineData(0.25, "250 ms")]
    [InlineData(12.34, "12.3 s")]
    [InlineData(123, "2 min 03 s")]
    [InlineData(7260, "2 h 01 min")]
    public void Durations_Text(double seconds, string expected) => Assert.Equal(expected, Durations.Text(TimeSpan.FromSeconds(seconds)));
}
