using System.Text;
using Slipway.Docker.Logs;

namespace Slipway.Docker.Tests.Logs;

public sealed class LogLineAssemblerTests
{
    [Theory]
    [InlineData("2026-01-02T03:04:05.5Z one\n2026-01-02T03:04:06Z two\n", "one|two")]
    [InlineData("2026-01-02T03:04:05.5Z one\r\n", "one")]
    [InlineData("2026-01-02T03:04:05.5Z \n", "")]
    [InlineData("2026-01-02T03:04:05.123456789+02:00 a b  c", "a b  c")]
    [InlineData("no time here\n", "no time here")]
    public void Add_BytesOneByOneOrAtOnce_GivesTheSameLines(string text, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        Assert.Equal(expected, Read([bytes]));
        Assert.Equal(expected, Read([.. bytes.Select(one => new[] { one })]));
    }

    [Fact]
    public void Add_LineOfExactlyThePieceSize_LeavesNoEmptyLine()
    {
        var text = "2026-01-02T03:04:05Z " + new string('x', LogLineAssembler.MaximumBytes) + "\n2026-01-02T03:04:05Z next\n";

        Assert.Equal(new string('x', LogLineAssembler.MaximumBytes) + "|next", Read([Encoding.UTF8.GetBytes(text)]));
    }

    private static string Read(byte[][] parts)
    {
        var assembler = new LogLineAssembler(isError: false);
        var lines = parts.SelectMany(part => assembler.Add(part)).Select(line => line.Text).ToList();
        if (assembler.Finish() is { } rest)
        {
            lines.Add(rest.Text);
        }

        return string.Join('|', lines);
    }
}
