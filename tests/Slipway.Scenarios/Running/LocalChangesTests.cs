namespace Slipway.Scenarios.Running;

/// <summary>The verbs beside <c>up</c>, and what is not committed.</summary>
[Collection(Lanes.Second)]
public sealed class LocalChangesTests(ServerFixture server) : Scenario(server), IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Up_UncommittedChange_IsReportedAndNotDeployed()
    {
        var (name, repository) = await PrepareAsync();
        repository.Replace("compose.yaml", "COLOUR: red", "COLOUR: blue");

        var view = await UpAsync(repository);

        Assert.Contains(view.Notices, n => n.StartsWith("1 file has uncommitted changes, which are not deployed", StringComparison.Ordinal));
        Assert.Contains("COLOUR=red", (await ContainerAsync(name, "talker")).Environment);
    }

    [Fact]
    public async Task Logs_OneService_ShowsItsLinesOnly()
    {
        var (name, repository) = await PrepareAsync();
        await UpAsync(repository);

        var logs = await DoneAsync("logs", name, "talker");

        Assert.Equal(["talker-1 | red says hello"], logs.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Config_ResolvedProject_LoadsAgainAsTheSame()
    {
        var (_, repository) = await PrepareAsync();
        var file = Path.Combine(repository.Directory, "compose.yaml");
        var first = await DoneAsync("config", "-f", file);
        repository.Write("compose.yaml", first.Out);

        var second = await DoneAsync("config", "-f", file);

        Assert.Contains("COLOUR: red", first.Out, StringComparison.Ordinal);
        Assert.Equal(first.Out, second.Out);
    }

    private async Task<(string Name, TestRepository Repository)> PrepareAsync()
    {
        var name = NewName("local");
        var repository = await RepositoryAsync(("compose.yaml", $"""
            name: {name}
            services:
              talker:
                image: {Installation.BaseImage}
                init: true
                command: ["sh", "-c", "echo $$COLOUR says hello; exec sleep infinity"]
                environment:
                  COLOUR: red
              other:
                image: {Installation.BaseImage}
                init: true
                command: ["sh", "-c", "echo not asked; exec sleep infinity"]
            """));
        return (name, repository);
    }
}
