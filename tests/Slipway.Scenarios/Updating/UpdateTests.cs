using Slipway.Api;

namespace Slipway.Scenarios.Updating;

/// <summary>An <c>up</c> after a commit that changes one service.</summary>
[Collection(Lanes.Second)]
public sealed class UpdateTests(ServerFixture server) : Scenario(server), IClassFixture<ServerFixture>
{
    private const string Sleep = """["sleep", "infinity"]""";

    [Fact]
    public async Task Up_OneVariableChanged_ReplacesExactlyThatContainer()
    {
        var (name, repository) = await UpAsync();
        var before = await ContainersAsync(name);
        repository.Replace("compose.yaml", "COLOUR: red", "COLOUR: blue");
        await repository.CommitAsync();

        var view = await UpAsync(repository);

        var after = await ContainersAsync(name);
        Assert.Equal((Replaces: 1, Unchanged: 1), (view.Plan!.Replaces, view.Plan.Unchanged));
        Assert.Equal(before.Single(c => c.Service == "steady").Identity, after.Single(c => c.Service == "steady").Identity);
        var replaced = after.Single(c => c.Service == "changing");
        Assert.NotEqual(before.Single(c => c.Service == "changing").Id, replaced.Id);
        Assert.Contains("COLOUR=blue", replaced.Environment);
    }

    [Fact]
    public async Task Up_OneVariableChanged_KeepsTheContainersName()
    {
        var (name, repository) = await UpAsync();
        repository.Replace("compose.yaml", "COLOUR: red", "COLOUR: blue");
        await repository.CommitAsync();

        await UpAsync(repository);

        Assert.Equal([$"{name}-changing-1", $"{name}-steady-1"], (await ContainersAsync(name)).Select(c => c.Name));
    }

    [Fact]
    public async Task Plan_ReplacementNotMadeYet_NamesTheCause()
    {
        var (name, repository) = await UpAsync();
        repository.Replace("compose.yaml", "COLOUR: red", "COLOUR: blue");
        repository.Replace("compose.yaml", $"command: {Sleep} # changing", """command: ["false"]""");
        await repository.CommitAsync();
        await SlipwayAsync("up", repository.Directory);

        var plan = await ReadAsync(ApiJson.Default.PlanView, "plan", name);

        // What failed is still to be done.
        var create = Assert.Single(plan.Operations, o => o.Verb == "create-container");
        Assert.Equal("changing", create.Instance);
        Assert.Contains("changed: command (from \"sleep infinity\" to \"false\"), environment (COLOUR from \"red\" to \"blue\")", create.Cause, StringComparison.Ordinal);
        Assert.EndsWith("the new one starts first", create.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_ReplacementCrashes_BringsTheOldContainerBack()
    {
        var (name, repository) = await UpAsync();
        var before = await ContainersAsync(name);
        repository.Replace("compose.yaml", $"command: {Sleep} # changing", """command: ["false"]""");
        await repository.CommitAsync();

        var run = await SlipwayAsync("up", repository.Directory);

        Assert.Equal(1, run.ExitCode);
        var after = await ContainersAsync(name);
        Assert.Equal(before.Select(c => (c.Id, c.Name)), after.Select(c => (c.Id, c.Name)));
        Assert.All(after, c => Assert.Equal("running", c.Status));
    }

    [Fact]
    public async Task Up_ReplacementCrashes_TheOldContainerAnswersAgain()
    {
        var name = NewName("update");
        var repository = await RepositoryAsync(("compose.yaml", $"""
            name: {name}
            services:
              web:
                image: {Installation.BaseImage}
                init: true
                command: ["python3", "-m", "http.server", "8080"]
                ports: ["8080"]
            """));
        await UpAsync(repository);
        repository.Replace("compose.yaml", "http.server", "no_such_module");
        await repository.CommitAsync();

        var run = await SlipwayAsync("up", repository.Directory);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("No module named no_such_module", run.Error, StringComparison.Ordinal);
        var address = Assert.Single((await ReadAsync(ApiJson.Default.ImmutableArrayContainerView, "ps", name)).SelectMany(c => c.Addresses));
        await AnswerOfAsync(address.Url);
    }

    [Fact]
    public async Task Up_ServiceLeftOut_RemovesItsContainer()
    {
        var (name, repository) = await UpAsync();
        repository.Write("compose.yaml", $"""
            name: {name}
            services:
              steady:
                image: {Installation.BaseImage}
                init: true
                command: {Sleep}
            """);
        await repository.CommitAsync();

        await UpAsync(repository);

        Assert.Equal(["steady"], (await ContainersAsync(name)).Select(c => c.Service));
    }

    private async Task<(string Name, TestRepository Repository)> UpAsync()
    {
        var name = NewName("update");
        var repository = await RepositoryAsync(("compose.yaml", $"""
            name: {name}
            services:
              changing:
                image: {Installation.BaseImage}
                init: true
                command: {Sleep} # changing
                environment:
                  COLOUR: red
              steady:
                image: {Installation.BaseImage}
                init: true
                command: {Sleep}
            """));
        await UpAsync(repository);
        return (name, repository);
    }
}
