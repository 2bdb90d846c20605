using Slipway.Api;

namespace Slipway.Scenarios.Importing;

/// <summary>A second <c>up</c> of the same commit.</summary>
[Collection(Lanes.First)]
public sealed class RepeatTests(ServerFixture server) : Scenario(server), IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Up_SameCommitAgain_LeavesEveryContainerAlone()
    {
        var (name, repository) = await UpTwoServicesAsync();
        var before = await ContainersAsync(name);

        await UpAsync(repository);

        Assert.Equal(before.Select(c => c.Identity), (await ContainersAsync(name)).Select(c => c.Identity));
    }

    [Fact]
    public async Task Up_SameCommitAgain_LeavesEveryImageAlone()
    {
        var (name, repository) = await UpTwoServicesAsync();
        var before = await ContainersAsync(name);

        await UpAsync(repository);

        Assert.Equal(before.Select(c => c.ImageId), (await ContainersAsync(name)).Select(c => c.ImageId));
    }

    [Fact]
    public async Task Up_SameCommitAgain_ReportsThatNothingWasToDo()
    {
        var (_, repository) = await UpTwoServicesAsync();

        var again = await UpAsync(repository);

        Assert.Equal(new PlanSummary(Operations: 0, Builds: 0, Pulls: 0, Creates: 0, Replaces: 0, Removes: 0, Unchanged: 2), again.Plan);
    }

    [Fact]
    public async Task Up_SameTreeInAnotherCommit_BuildsNothing()
    {
        var (name, repository) = await UpTwoServicesAsync();
        var before = await ContainersAsync(name);
        repository.Write("notes.txt", "outside of the context");
        await repository.CommitAsync();

        var again = await UpAsync(repository);

        Assert.Equal((0, 0), (again.Plan!.Builds, again.Plan.Creates));
        Assert.Equal(before.Select(c => c.Identity), (await ContainersAsync(name)).Select(c => c.Identity));
    }

    [Fact]
    public async Task Plan_NothingChanged_SaysThatNothingIsToDo()
    {
        var (name, _) = await UpTwoServicesAsync();

        var plan = await DoneAsync("plan", name);

        Assert.Contains($"{name}, revision 1: nothing to do, 2 containers unchanged", plan.Out, StringComparison.Ordinal);
    }

    private async Task<(string Name, TestRepository Repository)> UpTwoServicesAsync()
    {
        var name = NewName("repeat");
        var repository = await RepositoryAsync(
            ("compose.yaml", $"""
                name: {name}
                services:
                  built:
                    build: ./built
                    init: true
                  plain:
                    image: {Installation.BaseImage}
                    init: true
                    command: ["sleep", "infinity"]
                """),
            ("built/Dockerfile", $"""
                FROM {Installation.BaseImage}
                COPY . /content
                CMD ["sleep", "infinity"]

                """),
            ("built/text", name));
        await UpAsync(repository);
        return (name, repository);
    }
}
