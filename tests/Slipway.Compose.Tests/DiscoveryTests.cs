namespace Slipway.Compose.Tests;

public sealed class DiscoveryTests
{
    private static readonly string Web = Compose.WithService("restart: always");

    [Fact]
    public void Load_NothingNamed_FindsFileAndOverrideInParent()
    {
        var files = new MemoryFiles { ["/repo/docker-compose.yml"] = Web, ["/repo/compose.override.yaml"] = "services: {web: {restart: \"no\"}}", ["/repo/sub/x"] = "" };

        var project = ComposeLoader.Load(Compose.Options with { WorkingDirectory = "/repo/sub" }, files).GetProjectOrThrow();

        Assert.Equal(("repo", "/repo", "no"), (project.Name, project.WorkingDirectory, project.Services["web"].Restart));
    }

    [Fact]
    public void Load_FilesNamed_TakesNoOverride()
    {
        var files = new MemoryFiles { ["/repo/compose.yaml"] = Web, ["/repo/compose.override.yaml"] = "services: {web: {restart: \"no\"}}" };

        var project = ComposeLoader.Load(Compose.Options with { WorkingDirectory = "/repo", Files = ["compose.yaml"] }, files).GetProjectOrThrow();

        Assert.Equal("always", project.Services["web"].Restart);
    }

    [Fact]
    public void Load_ComposeFileVariable_NamesFiles()
    {
        var files = new MemoryFiles { ["/repo/a.yaml"] = Web, ["/repo/b.yaml"] = "services: {web: {restart: \"no\"}}", ["/repo/.env"] = "COMPOSE_FILE=a.yaml:b.yaml\n" };

        var project = ComposeLoader.Load(Compose.Options with { WorkingDirectory = "/repo" }, files).GetProjectOrThrow();

        Assert.Equal("no", project.Services["web"].Restart);
    }

    [Fact]
    public void Load_StandardInput_IsAFile()
    {
        var options = Compose.Options with { WorkingDirectory = "/repo", Files = ["-"], StandardInput = Web };

        Assert.Equal("repo", ComposeLoader.Load(options, new MemoryFiles()).GetProjectOrThrow().Name);
    }

    [Fact]
    public void Load_ProjectDirectory_MovesRelativePaths()
    {
        var files = new MemoryFiles { ["/repo/deploy/compose.yaml"] = Compose.WithService("volumes: [./data:/data]") };
        var options = Compose.Options with { WorkingDirectory = "/repo", ProjectDirectory = ".", Files = ["deploy/compose.yaml"] };

        Assert.Equal("/repo/data", ComposeLoader.Load(options, files).GetProjectOrThrow().Services["web"].Volumes[0].Source);
    }

    [Theory]
    [InlineData("Shop", null, null, "shop")]
    [InlineData("Shop", "from-env", null, "from-env")]
    [InlineData("Shop", "from-env", "from-caller", "from-caller")]
    [InlineData(null, null, null, "project")]
    public void Load_Name_ComesFromTheFirstThatSaysOne(string? declared, string? variable, string? given, string expected)
    {
        var options = variable is null ? Compose.Options : Compose.With(("COMPOSE_PROJECT_NAME", variable));

        var project = Compose.Load(options with { ProjectName = given }, (declared is null ? "" : $"name: {declared}\n") + Web).GetProjectOrThrow();

        Assert.Equal(expected, project.Name);
    }

    [Fact]
    public void Load_Inputs_AreAllFilesReadAndAllThatWereLookedFor()
    {
        var result = Compose.Load(
            """
            include: [other/part.yaml]
            services:
              web:
                extends: {file: base.yaml, service: base}
                env_file:
                  - app.env
                  - {path: local.env, required: false}
                label_file: app.labels
                configs: [settings]
                secrets: [token]
            configs: {settings: {file: settings.json}}
            secrets: {token: {file: token.txt}}
            """,
            ("other/part.yaml", "services: {part: {image: x}}"),
            ("base.yaml", "services: {base: {image: x}}"),
            ("app.env", "A=1"),
            ("app.labels", "a=1"),
            ("settings.json", "{}"));

        Assert.Empty(result.Diagnostics);
        Assert.Equal(
            [
                "Compose compose.yaml True", "Config settings.json True", "DotEnv .env False", "DotEnv other/.env False", "EnvFile app.env True",
                "EnvFile local.env False", "Extends base.yaml True", "Include other/part.yaml True", "LabelFile app.labels True",
                "Override compose.override.yaml False", "Override compose.override.yml False", "Override docker-compose.override.yaml False",
                "Override docker-compose.override.yml False", "Secret token.txt False",
            ],
            result.Inputs.Select(i => $"{i.Kind} {i.Path["/project/".Length..]} {i.Found}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Load_ProjectDirectoryGiven_SearchesThere()
    {
        var files = new MemoryFiles
        {
            ["/project/compose.yaml"] = "services: {here: {image: x}}",
            ["/project/sub/docker-compose.yml"] = "services: {there: {image: x}}",
        };

        var project = ComposeLoader.Load(Compose.Options with { ProjectDirectory = "sub" }, files).GetProjectOrThrow();

        Assert.Equal(["there"], project.Services.Keys);
    }
}
