using System.Text.RegularExpressions;
using Slipway.Api;

namespace Slipway.Scenarios.Refusing;

/// <summary>Input that cannot be used: one error, at its place, and nothing is created.</summary>
[Collection(Lanes.First)]
public sealed partial class RefusalTests(ServerFixture server) : Scenario(server), IClassFixture<ServerFixture>
{
    private const int Rejected = 4;

    private const string Good = $"""
        services:
          web:
            image: {Installation.BaseImage}
            command: ["sleep", "infinity"]
        """;

    public static TheoryData<string> Names => [.. BadInput.All.Select(b => b.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Up_BadFiles_SaysWhatIsWrongAndWhereAndCreatesNothing(string name)
    {
        var bad = BadInput.All.Single(b => b.Name == name);
        var environment = NewName("bad");
        var repository = await RepositoryAsync(
            [.. bad.Files.Select(f => (f.Path, f.Content.Replace("NAME", environment, StringComparison.Ordinal)))]);

        var run = await SlipwayAsync("up", repository.Directory);

        await AssertRefusedAsync(run, environment, bad.Place, bad.Says);
    }

    [Fact]
    public async Task Up_ContextOutsideThroughALink_SaysWhatIsWrongAndWhereAndCreatesNothing()
    {
        var environment = NewName("bad");
        var repository = await RepositoryAsync(("compose.yaml", $"""
            name: {environment}
            services:
              web:
                build: ./linked
            """));
        File.CreateSymbolicLink(Path.Combine(repository.Directory, "linked"), "/etc");
        await repository.CommitAsync();

        var run = await SlipwayAsync("up", repository.Directory);

        await AssertRefusedAsync(run, environment, "compose.yaml:4:12", "leads out of the repository");
    }

    [Fact]
    public async Task Up_NotARepository_SaysSoAndCreatesNothing()
    {
        var environment = NewName("bad");
        var folder = Directory.CreateTempSubdirectory("slipway-plain-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "compose.yaml"), Good, Cancel);

        var run = await SlipwayAsync("up", folder.FullName, "--name", environment);
        folder.Delete(recursive: true);

        await AssertRefusedAsync(run, environment, null, "git init");
    }

    [Fact]
    public async Task Up_UnknownRef_NamesItAndCreatesNothing()
    {
        var environment = NewName("bad");
        var repository = await RepositoryAsync(("compose.yaml", Good));

        var run = await SlipwayAsync("up", repository.Directory, "--ref", "no-such-branch", "--name", environment);

        await AssertRefusedAsync(run, environment, null, "no-such-branch");
    }

    private async Task AssertRefusedAsync(ProgramRun run, string environment, string? place, string says)
    {
        Assert.True(run.ExitCode == Rejected, run.ToString());
        var error = Assert.Single(run.ErrorLines, l => ErrorLine().IsMatch(l));
        Assert.StartsWith(place is null ? "error " : place + ": error ", error, StringComparison.Ordinal);
        Assert.Contains(says, error, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await Engine.EverythingAsync(environment, Cancel));
        Assert.Empty(await ReadAsync(ApiJson.Default.ImmutableArrayClusterView, "ls"));
    }

    // "error: …" of the client, or "compose.yaml:1:2: error SC0001: …" of a finding.
    [GeneratedRegex("(^|: )error( [A-Z]+[0-9]+)?: ")]
    private static partial Regex ErrorLine();
}
