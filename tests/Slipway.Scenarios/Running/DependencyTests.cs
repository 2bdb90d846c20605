namespace Slipway.Scenarios.Running;

/// <summary>In which order containers start.</summary>
[Collection(Lanes.Second)]
public sealed class DependencyTests(ServerFixture server) : Scenario(server), IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Up_ServiceHealthy_StartsOnlyWhenTheOtherIsHealthy()
    {
        // The check passes two seconds after the start at the earliest.
        var name = await UpAsync($"""
              first:
                image: {Installation.BaseImage}
                init: true
                command: ["sh", "-c", "sleep 2; touch /tmp/ready; exec sleep infinity"]
                healthcheck:
                  test: ["CMD", "test", "-e", "/tmp/ready"]
                  interval: 500ms
                  retries: 100
              second:
                image: {Installation.BaseImage}
                init: true
                command: ["sleep", "infinity"]
                depends_on:
                  first:
                    condition: service_healthy
            """);

        var first = await ContainerAsync(name, "first");
        var second = await ContainerAsync(name, "second");
        Assert.Equal("healthy", first.Health);
        Assert.True(second.StartedAt - first.StartedAt >= TimeSpan.FromSeconds(2), $"{first.StartedAt:O} {second.StartedAt:O}");
    }

    [Fact]
    public async Task Up_ServiceCompletedSuccessfully_StartsOnlyAfterItsEnd()
    {
        var name = await UpAsync($"""
              first:
                image: {Installation.BaseImage}
                init: true
                command: ["sleep", "1"]
              second:
                image: {Installation.BaseImage}
                init: true
                command: ["sleep", "infinity"]
                depends_on:
                  first:
                    condition: service_completed_successfully
            """);

        Assert.True((await ContainerAsync(name, "second")).StartedAt >= (await ContainerAsync(name, "first")).FinishedAt);
    }

    [Fact]
    public async Task Up_IndependentServices_DoNotWaitForEachOther()
    {
        // Each becomes healthy five seconds after its start, so one after the other the last would start ten seconds after the first.
        var name = await UpAsync(string.Join('\n', Enumerable.Range(1, 3).Select(i => $"""
              service{i}:
                image: {Installation.BaseImage}
                init: true
                command: ["sh", "-c", "sleep 5; touch /tmp/ready; exec sleep infinity"]
                healthcheck:
                  test: ["CMD", "test", "-e", "/tmp/ready"]
                  interval: 500ms
                  retries: 100
            """)));

        var starts = (await ContainersAsync(name)).Select(c => c.StartedAt).ToArray();
        Assert.True(starts.Max() - starts.Min() < TimeSpan.FromSeconds(5), string.Join(' ', starts.Select(s => $"{s:O}")));
    }

    private async Task<string> UpAsync(string services)
    {
        var name = NewName("order");
        await UpAsync(await RepositoryAsync(("compose.yaml", $"name: {name}\nservices:\n{services}")));
        return name;
    }
}
