using System.Text.Json;
using Slipway.Cli.Tests.Fakes;

namespace Slipway.Cli.Tests.Config;

/// <summary>What <c>config</c> prints instead of the project. Expected values are those that docker compose 2.40.3 prints, sorted.</summary>
public sealed class ConfigOutputTests
{
    private const string Shop = """
        name: shop
        services:
          web:
            image: web:${TAG:-1}
            models: [llm]
          debug:
            image: debug
            hostname: ${HOST:?needed}
            profiles: [dev, test]
        models:
          llm: {model: ai/small}
        """;

    [Theory]
    [InlineData("--models", "ai/small")]
    [InlineData("--hash=web", "web c8a22a21b66063f4e388cd0135c5187c2bee0dc2f491b43c75790b2282d382aa")]
    [InlineData("--hash=*", "web c8a22a21b66063f4e388cd0135c5187c2bee0dc2f491b43c75790b2282d382aa")]
    public async Task Config_Option_PrintsLines(string option, params string[] expected)
    {
        await using var cli = Prepare();

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("config", option));
        Assert.Equal(expected, cli.OutLines);
    }

    [Fact]
    public async Task Config_Profiles_AreThoseOfDisabledServicesToo()
    {
        await using var cli = Prepare();

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("config", "--profiles"));
        Assert.Equal(["dev", "test"], cli.OutLines);
    }

    [Fact]
    public async Task Config_ListsOfTheProject_DoNotHeedNamedServices()
    {
        await using var cli = Prepare();
        cli.Variables["COMPOSE_PROFILES"] = "dev";

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("config", "--services", "web"));
        Assert.Equal(["debug", "web"], cli.OutLines);
    }

    [Fact]
    public async Task Config_Images_HeedNamedServices()
    {
        await using var cli = Prepare();
        cli.Variables["COMPOSE_PROFILES"] = "dev";

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("config", "--images", "web"));
        Assert.Equal(["web:1"], cli.OutLines);
    }

    [Fact]
    public async Task Config_ServicesWithoutInterpolation_AreAllOfThem()
    {
        await using var cli = Prepare();

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("config", "--services", "--no-interpolate"));
        Assert.Equal(["debug", "web"], cli.OutLines);
    }

    [Fact]
    public async Task Config_SeveralLists_TheFirstInTheOrderOfTheReferenceCounts()
    {
        await using var cli = Prepare();

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("config", "--images", "--services"));
        Assert.Equal(["web"], cli.OutLines);
    }

    [Fact]
    public async Task Config_UnknownServiceToHash_IsNotFound()
    {
        await using var cli = Prepare();

        Assert.Equal(ExitCodes.NotFound, await cli.RunAsync("config", "--hash", "web,wbe"));
        Assert.Empty(cli.Out);
        Assert.Equal("error: there is no service 'wbe'; did you mean 'web'?", cli.ErrorLines[^2]);
    }

    [Fact]
    public async Task Config_Variables_AreATable()
    {
        await using var cli = Prepare();

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("config", "--variables"));
        Assert.Equal(
            [
                "NAME  REQUIRED  DEFAULT VALUE  ALTERNATE VALUE",
                "HOST  true",
                "TAG   false     1",
            ],
            cli.OutLines);
    }

    [Fact]
    public async Task Config_VariablesAsJson_HaveTheKeysOfTheReference()
    {
        await using var cli = Prepare();

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("config", "--variables", "--format", "json"));
        using var document = JsonDocument.Parse(cli.Out);
        var tag = document.RootElement.GetProperty("TAG");
        Assert.Equal("TAG", tag.GetProperty("Name").GetString());
        Assert.Equal("1", tag.GetProperty("DefaultValue").GetString());
        Assert.Equal("", tag.GetProperty("PresenceValue").GetString());
        Assert.False(tag.GetProperty("Required").GetBoolean());
    }

    [Theory]
    [InlineData("--resolve-image-digests")]
    [InlineData("--lock-image-digests")]
    public async Task Config_OptionThatNeedsARegistry_IsRefused(string option)
    {
        await using var cli = Prepare();

        Assert.Equal(ExitCodes.Usage, await cli.RunAsync("config", option));
        Assert.StartsWith($"error: {option} asks a registry", cli.ErrorLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Config_FormatThatIsNone_NamesThoseThatAre()
    {
        await using var cli = Prepare();

        Assert.Equal(ExitCodes.Usage, await cli.RunAsync("config", "--format", "xml"));
        Assert.Equal("error: --format is yaml or json here, not 'xml'", cli.ErrorLines[0]);
        Assert.Equal(ExitCodes.Success, await cli.RunAsync("config", "--services", "--format", "xml"));
    }

    [Fact]
    public async Task Config_AllResources_KeepsWhatNobodyUses()
    {
        await using var cli = Prepare();
        await File.AppendAllTextAsync(Path.Combine(cli.Directory, "compose.yaml"), "\nvolumes:\n  spare:\n", TestContext.Current.CancellationToken);

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("config", "--volumes"));
        Assert.Empty(cli.Out);
        Assert.Equal(ExitCodes.Success, await cli.RunAsync("config", "--volumes", "--all-resources"));
        Assert.Equal(["spare"], cli.OutLines);
    }

    private static CliRun Prepare()
    {
        var cli = new CliRun();
        cli.Variables["HOST"] = "x";
        File.WriteAllText(Path.Combine(cli.Directory, "compose.yaml"), Shop);
        return cli;
    }
}
