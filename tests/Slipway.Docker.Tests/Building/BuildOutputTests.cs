using System.Collections.Immutable;
using Slipway.Docker.Building;

namespace Slipway.Docker.Tests.Building;

public sealed class BuildOutputTests
{
    private readonly List<string> _lines = [];

    [Theory]
    [InlineData("#7 0.312 compiling", "compiling")]
    [InlineData("#7 [2/3] RUN make", "[2/3] RUN make")]
    [InlineData("#7 DONE 0.1s", null)]
    [InlineData("#7 CACHED", null)]
    [InlineData("#7 sha256:ab12", null)]
    [InlineData("\u001b[91mit broke\u001b[0m", "it broke")]
    [InlineData("\u001b]0;title\u0007text", "0;titletext")]
    [InlineData("RUN login hunter22", "RUN login ${PASSWORD}")]
    [InlineData("", null)]
    public void Add_Line_IsMadeReadable(string raw, string? expected)
    {
        var output = new BuildOutput(_lines.Add, ImmutableSortedDictionary<string, string>.Empty.Add("PASSWORD", "hunter22").Add("LEVEL", "2"));

        output.Add(raw);

        Assert.Equal(expected is null ? [] : [expected], _lines);
    }

    [Fact]
    public void LastLines_ManyLines_AreTheLast20()
    {
        var output = new BuildOutput(_lines.Add, ImmutableSortedDictionary<string, string>.Empty);

        for (var number = 1; number <= 30; number++)
        {
            output.Add("line " + number);
        }

        Assert.Equal(["line 11", "line 30"], [output.LastLines[0], output.LastLines[^1]]);
        Assert.Equal((20, 30), (output.LastLines.Length, _lines.Count));
    }
}
