namespace Slipway.Scenarios.Running;

/// <summary>What files of the repository become inside of containers.</summary>
[Collection(Lanes.First)]
public sealed class FileTests(ServerFixture server) : Scenario(server), IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Up_ConfigFromFile_IsThereWithContentAndMode()
    {
        var name = await UpAsync();

        Assert.Equal("440 the setting", await ReadAsync(name, "/etc/service.conf"));
    }

    [Fact]
    public async Task Up_SecretFromFile_IsThereWithContentAndMode()
    {
        var name = await UpAsync();

        Assert.Equal("444 the secret", await ReadAsync(name, "/run/secrets/token"));
    }

    [Fact]
    public async Task Up_EnvFile_IsInTheContainersEnvironment()
    {
        var name = await UpAsync();

        Assert.Contains("FROM_ENV_FILE=written there", (await ContainerAsync(name, "reader")).Environment);
    }

    [Fact]
    public async Task Up_DotEnv_IsInterpolated()
    {
        var name = await UpAsync();

        Assert.Contains("INTERPOLATED=from dot env", (await ContainerAsync(name, "reader")).Environment);
    }

    [Fact]
    public async Task Up_BindOfARepositoryFile_ShowsItsContentAtTheCommit()
    {
        var name = await UpAsync();

        Assert.EndsWith(" as committed", await ReadAsync(name, "/bound/page.txt"), StringComparison.Ordinal);
    }

    private async Task<string> ReadAsync(string name, string path) =>
        await EngineApi.ExecuteAsync(await ContainerAsync(name, "reader"), Cancel, "sh", "-c", $"stat -c %a {path}; cat {path}") is var text
            ? text.Replace('\n', ' ')
            : string.Empty;

    private async Task<string> UpAsync()
    {
        var name = NewName("files");
        var repository = await RepositoryAsync(
            ("compose.yaml", $$"""
                name: {{name}}
                services:
                  reader:
                    image: {{Installation.BaseImage}}
                    init: true
                    command: ["sleep", "infinity"]
                    env_file: service.env
                    environment:
                      INTERPOLATED: ${WORD}
                    volumes: ["./bound:/bound:ro"]
                    secrets: [token]
                    configs:
                      - source: setting
                        target: /etc/service.conf
                        mode: 0440
                configs:
                  setting: { file: ./setting.conf }
                secrets:
                  token: { file: ./token.txt }
                """),
            (".env", "WORD=from dot env\n"),
            ("service.env", "FROM_ENV_FILE=written there\n"),
            ("setting.conf", "the setting"),
            ("token.txt", "the secret"),
            ("bound/page.txt", "as committed"));
        repository.Write("bound/page.txt", "not committed");
        await UpAsync(repository);
        return name;
    }
}
