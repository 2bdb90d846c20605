using System.Net;
using System.Net.Http.Json;
using Slipway.Api;
using Slipway.Testing;

namespace Slipway.Scenarios.Messages;

/// <summary>A deployment is given up because the engine is gone. People see it, and send it again when the engine is back.</summary>
[Collection(Lanes.Second)]
public sealed class DeadLetterTests(Installation installation) : Scenario(new ServerFixture(installation), ownsServer: true)
{
    private const int NotFound = 3;
    private const int TimedOut = 124;

    [Fact]
    public async Task DeadLetter_EngineComesBack_IsShownReplayedOnceAndDeploys()
    {
        var name = await GiveUpAsync();

        // Where people look first points to it.
        var events = await DoneAsync("events", name);
        Assert.Contains("slipway messages show ", events.Error, StringComparison.Ordinal);
        var dead = await OnlyDeadAsync();
        Assert.Equal(("cluster.deploy", MessageStates.Dead, 8), (dead.Name, dead.State, dead.Attempts));

        var shown = (await DoneAsync("messages", "show", dead.Id[..16])).Out;
        Assert.Contains($"\"clusterName\": \"{name}\"", shown, StringComparison.Ordinal);
        Assert.Contains("EngineUnreachableException", shown, StringComparison.Ordinal);
        Assert.Contains("compose.cluster.create", shown, StringComparison.Ordinal);
        Assert.Contains("cluster.deploy-failed", shown, StringComparison.Ordinal);

        RestoreEngine();
        var first = await DoneAsync("messages", "replay", dead.Id[..16]);
        var second = await DoneAsync("messages", "replay", dead.Id);

        Assert.Contains("sent again as", first.Out, StringComparison.Ordinal);
        Assert.Contains("it was sent again before", second.Out, StringComparison.Ordinal);
        await Eventually.BecomesTrueAsync(
            async () => (await ReadAsync(ApiJson.Default.ImmutableArrayClusterView, "ls")).Single().State == "running", $"{name} runs", TimeSpan.FromMinutes(1));
        Assert.Single(await ContainersAsync(name));
        Assert.Single((await EventsAsync(name)).Where(m => m.Name == "cluster.deployed"));
        Assert.Equal(MessageStates.Replayed, (await ReadAsync(ApiJson.Default.MessageDetailView, "messages", "show", dead.Id)).Deliveries.Single().Summary.State);
        Assert.Empty((await ReadAsync(ApiJson.Default.MessageOverview, "messages")).Messages);
    }

    [Fact]
    public async Task DeadLetter_Dropped_IsNotWaitedForAnyMore()
    {
        await GiveUpAsync();
        var dead = await OnlyDeadAsync();

        await DoneAsync("messages", "drop", dead.Id, "--why", "the engine was retired");

        Assert.Empty((await ReadAsync(ApiJson.Default.MessageOverview, "messages")).Summary);
        var dropped = Assert.Single((await ReadAsync(ApiJson.Default.MessageOverview, "messages", "--state", "dropped")).Messages);
        Assert.Contains("the engine was retired", dropped.Outcome, StringComparison.Ordinal);
        Assert.Contains("gave up after 8 attempts", dropped.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Api_BadInput_AnswersProblemsThatSayWhatToWrite()
    {
        await DoneAsync("ls");
        using var http = Server.Connect();

        await ProblemAsync(await http.GetAsync(new Uri("/api/messages?state=lost", UriKind.Relative), Cancel), HttpStatusCode.BadRequest, "unknown-state");
        await ProblemAsync(await http.GetAsync(new Uri("/api/messages?olderThan=soon", UriKind.Relative), Cancel), HttpStatusCode.BadRequest, "bad-age");
        await ProblemAsync(await http.GetAsync(new Uri("/api/messages?limit=0", UriKind.Relative), Cancel), HttpStatusCode.BadRequest, "bad-limit");
        await ProblemAsync(await http.GetAsync(new Uri("/api/messages/ffff", UriKind.Relative), Cancel), HttpStatusCode.NotFound, "message-not-found");
        await ProblemAsync(await PostAsync(http, "replay", "{}"), HttpStatusCode.BadRequest, "which-messages");
        await ProblemAsync(await PostAsync(http, "replay", """{"ids":["a"],"all":true}"""), HttpStatusCode.BadRequest, "which-messages");
        await ProblemAsync(await PostAsync(http, "replay", """{"all":true,"body":"{}"}"""), HttpStatusCode.BadRequest, "body-of-many");
        await ProblemAsync(await PostAsync(http, "replay", """{"all":true,"rate":0}"""), HttpStatusCode.BadRequest, "rate-out-of-range");
        await ProblemAsync(await PostAsync(http, "replay", """{"ids":["""), HttpStatusCode.BadRequest, "bad-json");
        await ProblemAsync(await PostAsync(http, "drop", """{"ids":["ffff"]}"""), HttpStatusCode.BadRequest, "no-reason");
        await ProblemAsync(await PostAsync(http, "drop", """{"ids":["ffff"],"why":"because"}"""), HttpStatusCode.NotFound, "message-not-found");
        Assert.Equal(NotFound, (await SlipwayAsync("messages", "show", "ffff")).ExitCode);
        var document = await http.GetStringAsync(new Uri("/api/openapi.json", UriKind.Relative), Cancel);
        Assert.Contains("/api/messages/replay", document, StringComparison.Ordinal);
    }

    private string EngineSocket => Path.Combine(Server.Home, "engine.sock");

    /// <summary>Imports while the server's engine is gone, until the deployment is a dead letter.</summary>
    private async Task<string> GiveUpAsync()
    {
        var name = NewName("dead");
        var repository = await RepositoryAsync(("compose.yaml", $"""
            name: {name}
            services:
              web:
                image: {Installation.BaseImage}
                init: true
                command: ["sleep", "infinity"]
            """));
        await Server.RunAsync(new Dictionary<string, string?> { ["Slipway__Docker__Host"] = "unix://" + EngineSocket }, Cancel, "ls");
        Assert.Equal(TimedOut, (await SlipwayAsync("up", repository.Directory, "--wait-timeout", "2")).ExitCode);
        await Eventually.BecomesTrueAsync(async () => await SkipToTheLastAttemptAsync() == 1, "the deployment waits for another attempt");
        await Eventually.BecomesTrueAsync(
            async () => !(await ReadAsync(ApiJson.Default.MessageOverview, "messages", "--state", "dead")).Messages.IsEmpty, "the deployment is given up");
        return name;
    }

    // The waits between eight attempts add up to minutes; what a test can learn from them it learns elsewhere, with a fake clock.
    private async Task<int> SkipToTheLastAttemptAsync()
    {
        await using var connection = await Server.OpenDatabaseAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "update delivery set attempt = 7, due_at = 0 where name = 'cluster.deploy' and state = 'ready' and attempt > 0";
        return await command.ExecuteNonQueryAsync(Cancel);
    }

    private void RestoreEngine() => File.CreateSymbolicLink(
        EngineSocket,
        Environment.GetEnvironmentVariable("DOCKER_HOST") is { } host && host.StartsWith("unix://", StringComparison.Ordinal) ? host["unix://".Length..] : "/var/run/docker.sock");

    private async Task<MessageView> OnlyDeadAsync() => Assert.Single((await ReadAsync(ApiJson.Default.MessageOverview, "messages", "--state", "dead")).Messages);

    private static Task<HttpResponseMessage> PostAsync(HttpClient http, string verb, string body) => http.PostAsync(
        new Uri("/api/messages/" + verb, UriKind.Relative), new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Cancel);

    private static async Task ProblemAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        using (response)
        {
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            var problem = await response.Content.ReadFromJsonAsync(ApiJson.Default.ProblemView, Cancel);
            Assert.Equal((status, code), (response.StatusCode, problem!.Code));
            Assert.NotEmpty(problem.Detail);
        }
    }
}
