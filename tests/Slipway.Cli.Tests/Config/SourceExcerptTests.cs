using Slipway.Cli.Tests.Fakes;

namespace Slipway.Cli.Tests.Config;

public sealed class SourceExcerptTests
{
    [Theory]
    [InlineData("services:\n  web:\n    imagee: a\n", "  3 |     imagee: a", "    |     ^^^^^^")]
    [InlineData("services:\n  web: {image: a, restart: \"no more\", scale: 1x}\n", "  2 |   web: {image: a, restart: \"no more\", scale: 1x}", "    |                                              ^^")]
    [InlineData("services:\n  web:\n    image: a\n    scale: \"a b\"\n", "  4 |     scale: \"a b\"", "    |            ^^^^^")]
    [InlineData("services:\n  web:\n    image: [a, b]\n", "  3 |     image: [a, b]", "    |            ^")]
    [InlineData("services:\n  web:\n    image: é漢字\n    labels: {漢字: b, a: [c]}\n", "  4 |     labels: {漢字: b, a: [c]}", "    |                          ^")]
    [InlineData("services:\n  web:\n    image: a${B:?set B, please}c  # d\n", "  3 |     image: a${B:?set B, please}c  # d", "    |            ^^^^^^^^^^^^^^^^^^^^^")]
    [InlineData("services:\r\n  web:\r\n    imagee: a\r\n", "  3 |     imagee: a", "    |     ^^^^^^")]
    public async Task Config_Finding_ShowsTheLineWithMarksUnderThePlace(string text, string line, string marks)
    {
        await using var cli = await RejectedAsync(text);

        Assert.Equal([line, marks], cli.ErrorLines[1..3]);
    }

    [Fact]
    public async Task Config_FindingFarRight_ShowsThatPartOfTheLine()
    {
        await using var cli = await RejectedAsync($"services: {{web: {{image: {new string('a', 300)}, scale: many, command: {new string('b', 300)}}}}}\n");

        Assert.StartsWith("  1 | …aaaa", cli.ErrorLines[1], StringComparison.Ordinal);
        Assert.EndsWith("…", cli.ErrorLines[1], StringComparison.Ordinal);
        Assert.Equal("many", cli.ErrorLines[1].Substring(cli.ErrorLines[2].IndexOf('^', StringComparison.Ordinal), 4));
        Assert.EndsWith(" ^^^^", cli.ErrorLines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Config_FindingInAnotherFile_ShowsThatFile()
    {
        await using var cli = await RejectedAsync("include: [part/b.yaml]\nservices: {web: {image: a}}\n", ("part/b.yaml", "services:\n  b: {image: x, scael: 1}\n"));

        Assert.StartsWith("part/b.yaml:2:17: error ", cli.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal("  2 |   b: {image: x, scael: 1}", cli.ErrorLines[1]);
    }

    [Fact]
    public async Task Config_FindingInAnEnvFile_ShowsNothingOfIt()
    {
        await using var cli = await RejectedAsync("services: {web: {image: a}}\n", (".env", "PASSWORD='secret\n"));

        Assert.StartsWith(".env:1:10: error ", Assert.Single(cli.ErrorLines), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Config_FindingOfTheStandardInput_ShowsItsLine()
    {
        await using var cli = new CliRun { In = "services:\n  web:\n    imagee: a\n" };

        Assert.Equal(ExitCodes.Rejected, await cli.RunAsync("config", "-f", "-"));
        Assert.Equal("  3 |     imagee: a", cli.ErrorLines[1]);
    }

    private static async Task<CliRun> RejectedAsync(string compose, params (string Name, string Text)[] others)
    {
        var cli = new CliRun();
        foreach (var (name, text) in others.Append(("compose.yaml", compose)))
        {
            var file = Path.Combine(cli.Directory, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        }

        Assert.Equal(ExitCodes.Rejected, await cli.RunAsync("config"));
        return cli;
    }
}
