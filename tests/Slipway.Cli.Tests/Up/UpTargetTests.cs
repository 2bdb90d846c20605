using Slipway.Cli.Up;

namespace Slipway.Cli.Tests.Up;

public sealed class UpTargetTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("slipway-target-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("https://example.com/team/shop.git")]
    [InlineData("ssh://git@example.com/shop")]
    [InlineData("git@example.com:team/shop.git")]
    [InlineData("file:///srv/git/shop")]
    public void Of_Url_IsKeptAsItIs(string url) => Assert.Equal(new UpTarget(url, false), UpTarget.Of(url, _directory));

    [Theory]
    [InlineData(".", "")]
    [InlineData("a:b", "/a:b")]
    [InlineData("shop/", "/shop")]
    public void Of_Directory_BecomesAbsolute(string typed, string expected)
    {
        Directory.CreateDirectory(Path.Combine(_directory, typed));

        Assert.Equal(new UpTarget(_directory + expected, true), UpTarget.Of(typed, _directory));
    }

    [Fact]
    public void Of_File_NamesTheOptionForFiles()
    {
        File.WriteAllText(Path.Combine(_directory, "compose.yaml"), "");

        var error = Assert.Throws<CliException>(() => UpTarget.Of("compose.yaml", _directory));

        Assert.Equal(ExitCodes.Rejected, error.ExitCode);
        Assert.EndsWith("up . -f compose.yaml", error.NextStep, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("compose.yaml", "compose.yaml")]
    [InlineData("shop/compose.yaml", "compose.yaml")]
    [InlineData("missing.yaml", "missing.yaml")]
    [InlineData("../shop/deploy/compose.yaml", "../shop/deploy/compose.yaml")]
    public void FileRelative(string typed, string expected)
    {
        Directory.CreateDirectory(Path.Combine(_directory, "shop"));
        File.WriteAllText(Path.Combine(_directory, "shop", "compose.yaml"), "");

        Assert.Equal(expected, UpTarget.Of("shop", _directory).FileRelative(typed, _directory));
    }
}
