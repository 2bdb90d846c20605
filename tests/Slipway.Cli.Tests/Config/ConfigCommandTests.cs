using Slipway.Cli.Tests.Fakes;

namespace Slipway.Cli.Tests.Config;

public sealed class ConfigCommandTests
{
    private const string Shop = """
        name: shop
        services:
          web:
            image: web:${TAG:-1}
            depends_on: [db]
          db:
            image: postgres:15
            volumes: [data:/var/lib/postgresql/data]
          debug:
            build: .
            profiles: [dev]
        volumes:
          data:
        """;

    [Fact]
    public async Task Config_OptionsBeforeAndAfterTheVerb_MeanTheSame()
    {
        await using var before = Prepare();
        await using var after = Prepare();

        Assert.Equal(ExitCodes.Success, await before.RunAsync("-f", "compose.yaml", "-p", "x", "--profile", "dev", "config", "--services"));
        Assert.Equal(ExitCodes.Success, await after.RunAsync("config", "--services", "-f", "compose.yaml", "-p", "x", "--profile", "dev"));
        Assert.Equal(["db", "debug", "web"], before.OutLines);
        Assert.Equal(before.Out, after.Out);
    }

    [Theory]
    [InlineData("--images", "postgres:15", "web:2")]
    [InlineData("--volumes", "data")]
    [InlineData("--networks", "default")]
    [InlineData("--profiles", "dev")]
    public async Task Config_List(string option, params string[] expected)
    {
        await using var cli = Prepare();
        cli.Variables["TAG"] = "2";

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("config", option));
        Assert.Equal(expected, cli.OutLines);
    }

    [Fact]
    public async Task Config_Json_PrintsTheProject()
    {
        await using var cli = Prepare();

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("config", "--format", "json", "web"));
        using var document = System.Text.Json.JsonDocument.Parse(cli.Out);
        Assert.Equal("web:1", document.RootElement.GetProperty("services").GetProperty("web").GetProperty("image").GetString());
    }

    [Fact]
    public async Task Config_Output_WritesTheFile()
    {
        await using var cli = Prepare();

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("config", "-o", "resolved.yaml"));
        Assert.Empty(cli.Out);
        Assert.StartsWith("name: shop", await File.ReadAllTextAsync(Path.Combine(cli.Directory, "resolved.yaml"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Config_StandardInput_IsTheFileNamedDash()
    {
        await using var cli = new CliRun { In = "services: {one: {image: a}}" };

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("config", "-f", "-", "--services"));
        Assert.Equal(["one"], cli.OutLines);
    }

    [Fact]
    public async Task Config_Wrong_PointsAtThePlace()
    {
        await using var cli = Prepare();
        await File.WriteAllTextAsync(Path.Combine(cli.Directory, "compose.yaml"), "services:\n  web:\n    imagee: a\n", TestContext.Current.CancellationToken);

        Assert.Equal(ExitCodes.Rejected, await cli.RunAsync("config", "--quiet"));
        Assert.Empty(cli.Out);
        Assert.Matches(@"^compose\.yaml:3:5: error XC\d+: services\.web\.imagee: ", cli.ErrorLines[0]);
    }

    private static CliRun Prepare()
    {
        var cli = new CliRun();
        File.WriteAllText(Path.Combine(cli.Directory, "compose.yaml"), Shop);
        return cli;
    }
}
