using System.Text.Json;
using Slipway.Cli.Tests.Fakes;

namespace Slipway.Cli.Tests.Config;

public sealed class ConfigExplainTests
{
    [Fact]
    public async Task Explain_Value_TellsTheWholeStory()
    {
        await using var cli = Prepare();

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("config", "--explain", "services.web.environment.LOG_LEVEL"));
        Assert.Equal(
            [
                "services.web.environment.LOG_LEVEL: debug",
                "  set by     compose.override.yaml:4:18  ${LOG_LEVEL:-warn}",
                "               LOG_LEVEL is debug in .env:2:11",
                "  overrides  compose.yaml:7:18  info",
                "  overrides  base.yaml:5:18  trace, by extends at compose.yaml:3:5",
                "  overrides  common.env:1:11  error, by env_file at compose.yaml:5:16",
            ],
            cli.OutLines);
    }

    [Fact]
    public async Task Explain_Variable_NamesWhatItHides()
    {
        await using var cli = Prepare();
        cli.Variables["LOG_LEVEL"] = "fatal";

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("config", "--explain", "services.web.environment.LOG_LEVEL"));
        Assert.Equal("               LOG_LEVEL is fatal in the process environment (and not debug in .env:2:11)", cli.OutLines[2]);
    }

    [Fact]
    public async Task Explain_Mapping_ListsItsChildrenShortly()
    {
        await using var cli = Prepare();

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("config", "--explain", "services.web"));
        Assert.Equal("services.web  (5 keys)", cli.OutLines[0]);
        Assert.Contains("  image        web:1  compose.yaml:4:12, overrides 1 more", cli.OutLines);
        Assert.Contains("  networks     {…}    default (no file sets it)", cli.OutLines);
    }

    [Fact]
    public async Task Explain_Json_HasTheSame()
    {
        await using var cli = Prepare();

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("config", "--explain", "services.web.environment.LOG_LEVEL", "--format", "json"));
        using var document = JsonDocument.Parse(cli.Out);
        var origins = document.RootElement.GetProperty("origins");
        Assert.Equal(4, origins.GetArrayLength());
        Assert.Equal("${LOG_LEVEL:-warn}", origins[0].GetProperty("text").GetString());
        Assert.Equal(4, origins[0].GetProperty("line").GetInt32());
        Assert.Equal("dot-env", origins[0].GetProperty("variables")[0].GetProperty("source").GetString());
        Assert.Equal("extends", origins[2].GetProperty("steps")[0].GetProperty("kind").GetString());
        Assert.Equal("env-file", origins[3].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Explain_UnknownPath_SaysWhatIsMeant()
    {
        await using var cli = Prepare();

        Assert.Equal(ExitCodes.NotFound, await cli.RunAsync("config", "--explain", "services.web.environment.LOG_LEVLE"));
        Assert.Empty(cli.Out);
        Assert.Equal("error: there is no LOG_LEVLE in services.web.environment. Did you mean LOG_LEVEL?", cli.ErrorLines[0]);
    }

    [Fact]
    public async Task Explain_FormatYaml_IsRefused()
    {
        await using var cli = Prepare();

        Assert.Equal(ExitCodes.Usage, await cli.RunAsync("config", "--explain", "name", "--format", "yaml"));
        Assert.Equal("error: --format is text or json here, not 'yaml'", cli.ErrorLines[0]);
    }

    private static CliRun Prepare()
    {
        var cli = new CliRun();
        Write(cli, "compose.yaml", """
            services:
              web:
                extends: {file: base.yaml, service: base}
                image: web:1
                env_file: [common.env]
                environment:
                  LOG_LEVEL: info
            """);
        Write(cli, "compose.override.yaml", "services:\n  web:\n    environment:\n      LOG_LEVEL: ${LOG_LEVEL:-warn}\n");
        Write(cli, "base.yaml", "services:\n  base:\n    image: base\n    environment:\n      LOG_LEVEL: trace\n");
        Write(cli, "common.env", "LOG_LEVEL=error\n");
        Write(cli, ".env", "# local\nLOG_LEVEL=debug\n");
        return cli;
    }

    private static void Write(CliRun cli, string name, string text) => File.WriteAllText(Path.Combine(cli.Directory, name), text);
}
