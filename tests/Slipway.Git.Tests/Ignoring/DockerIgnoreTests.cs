using Slipway.Git.Ignoring;

namespace Slipway.Git.Tests.Ignoring;

public sealed class DockerIgnoreTests
{
    [Theory]
    [InlineData("bin", "bin", true)]
    [InlineData("bin", "bin/app", true)]
    [InlineData("bin", "src/bin", false)]
    [InlineData("bin", "binary", false)]
    [InlineData("/bin", "bin/app", true)]
    [InlineData("bin/", "bin/app", true)]
    [InlineData("./bin", "bin", true)]
    [InlineData("a/../b", "b", true)]
    [InlineData("*.md", "README.md", true)]
    [InlineData("*.md", "docs/README.md", false)]
    [InlineData("*/*.md", "docs/README.md", true)]
    [InlineData("**/*.md", "README.md", true)]
    [InlineData("**/*.md", "a/b/c.md", true)]
    [InlineData("**/node_modules", "a/b/node_modules/c", true)]
    [InlineData("a/**", "a/b/c", true)]
    [InlineData("a/**", "a", false)]
    [InlineData("a/**/d", "a/d", true)]
    [InlineData("a/**/d", "a/b/c/d", true)]
    [InlineData("**", "anything/at/all", true)]
    [InlineData("*", "top/below", true)]
    [InlineData("temp?", "temp1", true)]
    [InlineData("temp?", "temp", false)]
    [InlineData("temp?", "temp/", false)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[^a-c]x", "bx", false)]
    [InlineData("[^a-c]x", "dx", true)]
    [InlineData("a.b", "aXb", false)]
    [InlineData("a+(b)", "a+(b)", true)]
    [InlineData(@"\#file", "#file", true)]
    [InlineData(@"\*", "star", false)]
    [InlineData("# bin", "bin", false)]
    [InlineData("  bin  ", "bin", true)]
    [InlineData("", "bin", false)]
    [InlineData(".", "bin", false)]
    [InlineData("bin\r", "bin", true)]
    [InlineData("\uFEFFbin", "bin", true)]
    [InlineData("*\n!keep", "keep", false)]
    [InlineData("*\n!keep", "keep/below", false)]
    [InlineData("*\n!keep", "other", true)]
    [InlineData("*\n!keep\nkeep/secret", "keep/secret", true)]
    [InlineData("*.md\n!README*.md\nREADME-secret.md", "README-secret.md", true)]
    [InlineData("*.md\nREADME-secret.md\n!README*.md", "README-secret.md", false)]
    [InlineData("dir\n!dir/keep", "dir/keep", false)]
    [InlineData("dir\n! dir/keep", "dir/keep", false)]
    [InlineData("!bin", "bin", false)]
    public void Excludes(string text, string path, bool expected) => Assert.Equal(expected, DockerIgnore.Parse(text).Excludes(path));

    [Theory]
    [InlineData("*\n!a/b", "a", true)]
    [InlineData("*\n!a/b", "a/b", true)]
    [InlineData("*\n!a/b", "c", false)]
    [InlineData("*\n!**/b", "c", true)]
    [InlineData("*\n!a/*.md", "a", true)]
    [InlineData("*\n!a/*.md", "b", false)]
    [InlineData("a", "a", false)]
    public void MayIncludeBelow(string text, string directory, bool expected) => Assert.Equal(expected, DockerIgnore.Parse(text).MayIncludeBelow(directory));

    [Theory]
    [InlineData("bin\n!", "2:1: ")]
    [InlineData("a[b", "1:1: ")]
    [InlineData(@"bin\", "1:1: ")]
    public void Parse_LineIsNoPattern_SaysWhere(string text, string place)
    {
        var error = Assert.Throws<FormatException>(() => DockerIgnore.Parse(text));

        Assert.StartsWith(place, error.Message, StringComparison.Ordinal);
    }
}
