using Slipway.Git.Commands;

namespace Slipway.Git.Tests.Commands;

public sealed class ErrorTailTests
{
    [Theory]
    [InlineData("fatal: 'https://ann:s3cret@example.com/x.git' not found", "fatal: 'https://***@example.com/x.git' not found")]
    [InlineData("https://token@example.com/x https://a:b@c/d", "https://***@example.com/x https://***@c/d")]
    [InlineData("https://ann:p@ss@example.com/x", "https://***@example.com/x")]
    [InlineData("https://example.com/@scope/x", "https://example.com/@scope/x")]
    public void Redact(string text, string expected) => Assert.Equal(expected, ErrorTail.Redact(text));

    [Fact]
    public void Snapshot_ManyLines_HoldsTheLastTwenty()
    {
        var tail = new ErrorTail();

        for (var i = 0; i < 50; i++)
        {
            tail.Add($"line {i}");
        }

        Assert.Equal(20, tail.Snapshot().Length);
        Assert.Equal("line 49", tail.Snapshot()[^1]);
    }
}
