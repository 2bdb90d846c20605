using System.Text.Json;

namespace Slipway.Scenarios.Pushing;

/// <summary>One input at a time changes, is pushed through a real hook, and exactly what depends on it is replaced.</summary>
[Collection(Lanes.First)]
public sealed class OneInputTests(ServerFixture server) : PushScenario(server), IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Push_OneInputChanged_ReplacesExactlyWhatDependsOnIt()
    {
        var name = NewName("input");
        var git = await GitServerAsync(Shop.Files(name));
        await ConnectAsync(git, name);
        var wrong = new List<string>();
        foreach (var change in Shop.Changes)
        {
            wrong.AddRange((await PushAsync(git, name, change)).Select(w => $"{change}: {w}"));
        }

        Assert.Empty(wrong);
    }

    private async Task<List<string>> PushAsync(GitServer git, string name, Change change)
    {
        var before = (await ContainersAsync(name)).ToDictionary(c => c.Service);
        change.Make(git.Clone);
        var commit = await git.PushAsync();
        await DeployedAsync(name, commit);

        var after = (await ContainersAsync(name)).ToDictionary(c => c.Service);
        var wrong = new List<string>();
        Compare("came", change.Added, after.Keys.Except(before.Keys));
        Compare("went", change.Removed, before.Keys.Except(after.Keys));
        Compare("replaced", change.Replaced, after.Keys.Intersect(before.Keys).Where(s => before[s].Id != after[s].Id));
        Compare("restarted", [], after.Keys.Intersect(before.Keys).Where(s => before[s].Id == after[s].Id && before[s].Identity != after[s].Identity));
        if (change.Shows is { } shows)
        {
            var prints = await EngineApi.ExecuteAsync(after[shows.Service], Cancel, shows.Command);
            Expect(prints == shows.Prints, $"{shows.Service} shows '{prints}'");
        }

        var steps = await ChainAsync(name);
        Expect(steps.Any(s => s.Name == "compose.cluster.sync") == change.IsInput, $"took {string.Join(" -> ", steps.Select(s => s.Name))}");
        if (change.Cause is { } cause)
        {
            var history = (await DoneAsync("history", name, "--json")).Out;
            Expect(JsonDocument.Parse(history).RootElement[0].GetRawText().Contains(cause, StringComparison.Ordinal), $"its history does not say '{cause}'");
        }

        return wrong;

        void Compare(string what, IEnumerable<string> expected, IEnumerable<string> actual)
        {
            var (should, did) = (string.Join(' ', expected.Order()), string.Join(' ', actual.Order()));
            Expect(should == did, $"{what}: '{did}' instead of '{should}'");
        }

        void Expect(bool holds, string otherwise)
        {
            if (!holds)
            {
                wrong.Add(otherwise);
            }
        }
    }
}
