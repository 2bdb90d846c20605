using System.Collections.Immutable;

namespace Slipway.Scenarios.Updating;

/// <summary>Two environments of one repository at two refs.</summary>
[Collection(Lanes.Second)]
public sealed class SideBySideTests(ServerFixture server) : Scenario(server), IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Up_AnotherRef_MakesAnEnvironmentOfAnotherName()
    {
        var (main, feature, _) = await UpBothAsync();

        Assert.Equal($"{main}-feature", feature);
        Assert.Equal(2, (await ContainersAsync(main)).Length);
        Assert.Equal(2, (await ContainersAsync(feature)).Length);
    }

    [Fact]
    public async Task Up_AnotherRef_EachServiceNameResolvesToTheContainerOfItsOwnEnvironment()
    {
        var (main, feature, _) = await UpBothAsync();

        Assert.Equal("of main", await AskFromInsideAsync(main));
        Assert.Equal("of feature", await AskFromInsideAsync(feature));
    }

    [Fact]
    public async Task Up_NewCommitOfOneRef_LeavesTheOtherEnvironmentAlone()
    {
        var (main, feature, repository) = await UpBothAsync();
        var before = Identities(await ContainersAsync(main));
        repository.Write("page/index.html", "changed");
        await repository.CommitAsync();

        await UpAsync(repository, "--ref", "feature");

        Assert.Equal("changed", await AskFromInsideAsync(feature));
        Assert.Equal(before, Identities(await ContainersAsync(main)));
    }

    [Fact]
    public async Task Up_AnotherRefIsCheckedOutMeanwhile_EachRefKeepsItsEnvironment()
    {
        // The repository stands at feature now, which made it the default.
        var (main, feature, repository) = await UpBothAsync();

        var again = (Main: await UpAsync(repository, "--ref", "main"), Feature: await UpAsync(repository, "--ref", "feature"));

        Assert.Equal((main, feature), (again.Main.Cluster, again.Feature.Cluster));
        Assert.Equal((0, 0), (again.Main.Plan!.Operations, again.Feature.Plan!.Operations));
    }

    [Fact]
    public async Task Rm_OneEnvironment_LeavesTheOtherAlone()
    {
        var (main, feature, _) = await UpBothAsync();
        var before = Identities(await ContainersAsync(main));

        await DoneAsync("rm", feature, "--volumes");

        Assert.Empty(await Engine.EverythingAsync(feature, Cancel));
        Assert.Equal(before, Identities(await ContainersAsync(main)));
        Assert.Equal("of main", await AskFromInsideAsync(main));
    }

    private static IEnumerable<string> Identities(ImmutableArray<EngineContainer> containers) => containers.Select(c => c.Identity);

    // Asked from the other container of the environment, by the service's name.
    private async Task<string> AskFromInsideAsync(string environment) => await EngineApi.ExecuteAsync(
        await ContainerAsync(environment, "asker"), Cancel,
        "python3", "-c", "import urllib.request; print(urllib.request.urlopen('http://web:8080').read().decode())");

    private async Task<(string Main, string Feature, TestRepository Repository)> UpBothAsync()
    {
        var name = NewName("side");
        Owned($"{name}-feature");
        var repository = await RepositoryAsync(
            ("compose.yaml", $"""
                name: {name}
                services:
                  web:
                    image: {Installation.BaseImage}
                    init: true
                    command: ["python3", "-m", "http.server", "8080", "--directory", "/page"]
                    volumes: ["./page:/page:ro"]
                    healthcheck:
                      test: ["CMD", "python3", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080')"]
                      interval: 1s
                      retries: 60
                  asker:
                    image: {Installation.BaseImage}
                    init: true
                    command: ["sleep", "infinity"]
                """),
            ("page/index.html", "of main"));
        await repository.GitAsync("branch", "feature");
        await UpAsync(repository);
        await repository.GitAsync("checkout", "--quiet", "feature");
        repository.Write("page/index.html", "of feature");
        await repository.CommitAsync();
        await repository.GitAsync("checkout", "--quiet", "main");
        var feature = await UpAsync(repository, "--ref", "feature");
        await repository.GitAsync("checkout", "--quiet", "feature");
        return (name, feature.Cluster!, repository);
    }
}
