using Slipway.Api;

namespace Slipway.Scenarios.Importing;

/// <summary>The first import of a small stack: what happens, in which order, and what runs after it.</summary>
[Collection(Lanes.First)]
public sealed class ImportTests(ServerFixture server) : Scenario(server), IClassFixture<ServerFixture>
{
    private static readonly string[] Flow =
    [
        "compose.requested", "compose.parse-config", "compose.parsed", "compose.cluster.create",
        "cluster.created", "cluster.deploy", "cluster.deployed",
    ];

    [Fact]
    public async Task Up_NewEnvironment_SendsTheSevenMessagesInOrderUnderOneTrace()
    {
        var name = await UpStackAsync();

        var events = await EventsAsync(name);

        Assert.Equal(Flow, events.Select(e => e.Name));
        Assert.Single(events.Select(e => e.TraceId).Distinct());
        Assert.Equal([null, .. events.SkipLast(1).Select(e => e.Id)], events.Select(e => e.CausedBy));
    }

    [Fact]
    public async Task Events_HandledMessage_HasQueueAndRunTimes()
    {
        var name = await UpStackAsync();

        var events = await EventsAsync(name);

        // Nobody subscribes to the last event.
        Assert.All(events.SkipLast(1), message =>
        {
            var delivery = Assert.Single(message.Deliveries);
            Assert.Equal("done", delivery.State);
            Assert.True(delivery.QueueMilliseconds >= 0, message.Name);
            Assert.True(delivery.RunMilliseconds >= 0, message.Name);
        });
    }

    [Fact]
    public async Task Up_PublishedPort_AnswersAtTheAddressThatIsPrinted()
    {
        var (name, repository) = await StackAsync();

        var run = await DoneAsync("up", repository.Directory);

        var address = Assert.Single(run.Out.Split('\n'), l => l.Contains("http://", StringComparison.Ordinal)).Split(' ')[^1];
        Assert.Equal(name, (await AnswerOfAsync(address)).Trim());
    }

    [Fact]
    public async Task Up_DockersOwnClient_ListsTheContainersOfTheProject()
    {
        var name = await UpStackAsync();

        var listed = await EngineApi.DockerAsync(
            Cancel, "ps", "--all", "--filter", $"label=com.docker.compose.project={name}", "--format", """{{.Label "com.docker.compose.service"}} {{.State}}""");

        Assert.Equal(["db running", "migrate exited", "web running"], listed.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Ps_RunningEnvironment_ShowsTheEnginesContainers()
    {
        var name = await UpStackAsync();

        var shown = await ReadAsync(ApiJson.Default.ImmutableArrayContainerView, "ps", name);

        Assert.Equal((await ContainersAsync(name)).Select(c => (c.Service, c.Id)), shown.Select(c => (c.Instance, c.Id)));
    }

    private async Task<string> UpStackAsync()
    {
        var (name, repository) = await StackAsync();
        await UpAsync(repository);
        return name;
    }

    // web is built here and waits for migrate, which waits for db's health.
    private async Task<(string Name, TestRepository Repository)> StackAsync()
    {
        var name = NewName("import");
        var repository = await RepositoryAsync(
            ("compose.yaml", $"""
                name: {name}
                services:
                  web:
                    build: ./web
                    init: true
                    ports: ["8080"]
                    depends_on:
                      migrate: {"{"} condition: service_completed_successfully {"}"}
                  migrate:
                    image: {Installation.BaseImage}
                    command: ["test", "-d", "/tmp"]
                    depends_on:
                      db: {"{"} condition: service_healthy {"}"}
                  db:
                    image: {Installation.BaseImage}
                    init: true
                    command: ["sh", "-c", "touch /tmp/ready && exec sleep infinity"]
                    healthcheck:
                      test: ["CMD", "test", "-e", "/tmp/ready"]
                      interval: 1s
                """),
            ("web/Dockerfile", $"""
                FROM {Installation.BaseImage}
                WORKDIR /site
                COPY index.html .
                CMD ["python3", "-m", "http.server", "8080"]

                """),
            ("web/index.html", name));
        return (name, repository);
    }
}
