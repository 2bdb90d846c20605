using Slipway.Testing;

namespace Slipway.Scenarios.Pushing;

/// <summary>Services that are built from another repository, by a Git URL.</summary>
[Collection(Lanes.Second)]
public sealed class OtherRepositoryTests(ServerFixture server) : PushScenario(server), IClassFixture<ServerFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Push_RepositoryThatAServiceIsBuiltFrom_ReplacesExactlyThatService()
    {
        var name = NewName("other");
        var lib = await GitServerAsync(
            ("src/Dockerfile", $"FROM {Installation.BaseImage}\nCOPY text.txt /text.txt\nCMD [\"sleep\", \"infinity\"]\n"), ("src/text.txt", "one\n"), ("README.md", "# Lib\n"));
        var git = await GitServerAsync(("compose.yaml", $$"""
            name: {{name}}
            services:
              web:
                build: { context: 'file://{{lib.Bare}}#main:src' }
                init: true
                stop_grace_period: 1s
              db:
                image: {{Installation.BaseImage}}
                init: true
                stop_grace_period: 1s
                command: sleep infinity

            """));
        await ConnectAsync(git, name, "--every", "5s");
        var before = await ContainersAsync(name);
        Assert.Equal("one", await EngineApi.ExecuteAsync(before.Single(c => c.Service == "web"), Cancel, "cat", "/text.txt"));

        // Not connected: found by the look at the environment's own repository.
        lib.Clone.Write("src/text.txt", "two\n");
        await lib.PushAsync();
        await ShowsAsync(name, "two");
        Assert.Equal(before.Single(c => c.Service == "db").Identity, (await ContainerAsync(name, "db")).Identity);
        Assert.Equal(["github.pushed", "compose.cluster.pushed", "cluster.updated", "cluster.deploy", "cluster.deployed"], (await ChainAsync(name)).Select(e => e.Name));
        Assert.Contains($"changed web (image); 1 unchanged; built from {lib.Bare} main at {(await lib.HeadAsync())[..8]}", (await DoneAsync("history", name)).Out, StringComparison.Ordinal);

        // Connected, for its pushes alone: told by its own hook, and a README beside the context replaces nothing.
        await DoneAsync("connect", lib.Bare, "--hook", "--branches", "!**");
        lib.Clone.Write("src/text.txt", "three\n");
        await lib.PushAsync();
        await ShowsAsync(name, "three");
        var third = await ContainersAsync(name);
        lib.Clone.Write("README.md", "# Other\n");
        var readme = await lib.PushAsync();
        await Eventually.BecomesTrueAsync(
            async () => (await DoneAsync("history", name)).Out.Contains($"main at {readme[..8]}", StringComparison.Ordinal) && await FindClusterAsync(name) is { State: "running", Revision: 4 },
            "the commit of the README is recorded",
            Patience);
        Assert.Equal(third.Select(c => c.Identity), (await ContainersAsync(name)).Select(c => c.Identity));
    }

    private async Task ShowsAsync(string name, string text) => await Eventually.BecomesTrueAsync(
        async () => await FindClusterAsync(name) is { State: "running" }
            && await EngineApi.ExecuteAsync(await ContainerAsync(name, "web"), Cancel, "cat", "/text.txt") == text,
        $"the service shows {text}",
        Patience);
}
