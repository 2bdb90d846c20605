using System.Net;
using System.Net.Sockets;

namespace Slipway.Scenarios.Failing;

/// <summary>Deployments that fail: which instance, why, where it is written, its output, and nothing half-done beside it.</summary>
[Collection(Lanes.Second)]
public sealed class FailureTests(ServerFixture server) : Scenario(server), IClassFixture<ServerFixture>
{
    private const int Failed = 1;

    private const string Other = $"""
          other:
            image: {Installation.BaseImage}
            init: true
            command: ["sleep", "infinity"]
        """;

    [Fact]
    public async Task Up_ImageThatCannotBePulled_NamesItAndItsPlace()
    {
        var (run, _) = await UpAsync("""
              web:
                image: slipway-test/no-such-image:1
            """);

        Assert.Equal(Failed, run.ExitCode);
        Assert.Contains("error: web: image slipway-test/no-such-image:1 cannot be had", run.Error, StringComparison.Ordinal);
        Assert.Contains("at compose.yaml:4:12", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_ImageThatCannotBePulled_CreatesNoContainer()
    {
        var (_, name) = await UpAsync("""
              web:
                image: slipway-test/no-such-image:1
            """);

        Assert.Empty(await ContainersAsync(name));
    }

    [Fact]
    public async Task Up_DockerfileFails_ShowsItsOutputAndPlace()
    {
        var (run, _) = await UpAsync(
            """
              web:
                build: ./web
            """,
            FailingDockerfile);

        Assert.Equal(Failed, run.ExitCode);
        Assert.Contains("| the build says why", run.Error.Replace("#", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("at compose.yaml:4:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_DockerfileFails_CreatesNoContainer()
    {
        var (_, name) = await UpAsync(
            """
              web:
                build: ./web
            """,
            FailingDockerfile);

        Assert.Empty(await ContainersAsync(name));
    }

    [Fact]
    public async Task Up_CrashLoop_ShowsExitCodeAndLog()
    {
        var (run, name) = await UpAsync($"""
              web:
                image: {Installation.BaseImage}
                command: ["sh", "-c", "echo the last words; exit 7"]
                restart: always
            """);

        Assert.Equal(Failed, run.ExitCode);
        Assert.Contains("error: web: it keeps ending with exit code 7", run.Error, StringComparison.Ordinal);
        Assert.Contains("| the last words", run.Error, StringComparison.Ordinal);
        Assert.Contains("at compose.yaml:3:", run.Error, StringComparison.Ordinal);
        Assert.Equal("exited", (await ContainerAsync(name, "web")).Status);
    }

    [Fact]
    public async Task Up_UnhealthyService_ShowsWhatTheCheckSaid()
    {
        var (run, _) = await UpAsync($"""
              web:
                image: {Installation.BaseImage}
                init: true
                command: ["sleep", "infinity"]
                healthcheck:
                  test: ["CMD-SHELL", "echo no answer yet; exit 1"]
                  interval: 500ms
                  retries: 2
            """);

        Assert.Equal(Failed, run.ExitCode);
        Assert.Contains("error: web: it is unhealthy; the last health check said: no answer yet", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_OneShotFails_DoesNotStartWhatWaitsForIt()
    {
        var (run, name) = await UpAsync($"""
              web:
                image: {Installation.BaseImage}
                init: true
                command: ["sleep", "infinity"]
                depends_on:
                  migrate:
                    condition: service_completed_successfully
              migrate:
                image: {Installation.BaseImage}
                command: ["sh", "-c", "echo no table; exit 3"]
            """);

        Assert.Equal(Failed, run.ExitCode);
        Assert.Contains("error: migrate: it ended with exit code 3", run.Error, StringComparison.Ordinal);
        Assert.Contains("| no table", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(await ContainersAsync(name), c => c.Service == "web" && c.Status != "created");
    }

    [Fact]
    public async Task Up_AfterAFailureWasCorrected_DeploysWell()
    {
        var name = NewName("fail");
        var repository = await RepositoryAsync(("compose.yaml", $"""
            name: {name}
            services:
              web:
                image: {Installation.BaseImage}
                init: true
                command: ["false"]
            {Other}
            """));
        Assert.Equal(Failed, (await SlipwayAsync("up", repository.Directory)).ExitCode);
        repository.Replace("compose.yaml", """["false"]""", """["sleep", "infinity"]""");
        await repository.CommitAsync();

        await DoneAsync("up", repository.Directory);

        Assert.All(await ContainersAsync(name), c => Assert.Equal("running", c.Status));
    }

    [Fact]
    public async Task Up_PortTaken_TakesAnotherOneSaysSoAndAnswersThere()
    {
        using var other = new TcpListener(IPAddress.Any, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;
        var name = NewName("fail");
        var repository = await RepositoryAsync(("compose.yaml", $"""
            name: {name}
            services:
              web:
                image: {Installation.BaseImage}
                init: true
                command: ["python3", "-m", "http.server", "8080"]
                ports: ["{taken}:8080"]
            """));

        var view = await UpAsync(repository);

        var address = Assert.Single(view.Addresses);
        Assert.NotEqual(taken, address.HostPort);
        Assert.Contains(view.Notices, n => n.Contains($"{taken}", StringComparison.Ordinal) && n.Contains($"{address.HostPort}", StringComparison.Ordinal));
        await AnswerOfAsync(address.Url);
    }

    private static (string, string) FailingDockerfile => ("web/Dockerfile", $"""
        FROM {Installation.BaseImage}
        RUN echo the build says why && exit 9

        """);

    private async Task<(ProgramRun Run, string Name)> UpAsync(string services, params (string, string)[] files)
    {
        var name = NewName("fail");
        var repository = await RepositoryAsync([("compose.yaml", $"name: {name}\nservices:\n{services}\n{Other}"), .. files]);
        return (await SlipwayAsync("up", repository.Directory), name);
    }
}
