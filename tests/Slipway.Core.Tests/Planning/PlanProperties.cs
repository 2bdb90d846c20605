using CsCheck;
using Slipway.Core.Configurations;
using Slipway.Core.Planning;
using Slipway.Core.Tests.Deploying;
using Slipway.Testing.Engines;

namespace Slipway.Core.Tests.Planning;

/// <summary>What holds for any sequence of revisions.</summary>
public sealed class PlanProperties
{
    private const int Cases = 300;

    private static readonly Gen<ConfigurationSet> GenSet = GenSets.Any;

    [Fact]
    public Task Deploy_AnyRevisions_ReachesEachAndKeepsWhatDidNotChange() => Gen.Select(GenSet.Array[1, 4], Gen.Int).SampleAsync(
        async (revisions, seed) =>
        {
            var world = new World();
            foreach (var set in revisions)
            {
                var before = world.Engine.Containers.ToDictionary(c => c.Name, c => (c.Id, c.Made.Hash, c.Starts, HadEnded: c.State == ContainerState.Exited));
                var plan = await world.PlanAsync(set);
                Assert.Empty(plan.Problems);
                WatchPlaces(world.Engine, plan);
                await world.RunInAnyOrderAsync(plan, seed);
                world.Engine.Refuse = null;

                Assert.True(IsReached(world.Engine, set), Print(world.Engine));
                foreach (var container in world.Engine.Containers.Where(c => c.Made.Configuration.NetworkMode is null))
                {
                    if (before.TryGetValue(container.Name, out var old) && old.Hash == container.Made.Hash)
                    {
                        // One that had run to its end is begun again once nobody waits for its completion any more: it is a service then.
                        var isBegunAgain = old.HadEnded && set.Configurations.All(
                            c => c.DependsOn.All(d => d.Name != container.Made.Instance || d.Condition != DependencyCondition.CompletedSuccessfully));
                        Assert.Equal((old.Id, old.Starts + (isBegunAgain ? 1 : 0)), (container.Id, container.Starts));
                    }
                }

                var second = await world.PlanAsync(set);
                Assert.True(second.IsEmpty, second.ToString());
            }
        },
        iter: Cases,
        threads: 1);

    [Fact]
    public Task Deploy_InterruptedAnywhere_IsFinishedByTheNext() => Gen.Select(GenSet, GenSet, Gen.Int[0, 40]).SampleAsync(
        async (first, second, cut) =>
        {
            var deployment = new Deployment();
            var world = new World(deployment.Engine);
            await world.DeployAsync(first);
            var plan = await world.PlanAsync(second);
            await world.RunAsync(plan with { Nodes = [.. plan.Nodes.Take(cut)] });
            // A container that was never started has a port that no observation shows, so that this may take a second round.
            await deployment.SucceedAsync(second);

            Assert.True(IsReached(world.Engine, second), $"{plan}cut after {cut}\n{Print(world.Engine)}");
            var rest = await world.PlanAsync(second);
            Assert.True(rest.IsEmpty, rest.ToString());
        },
        iter: Cases,
        threads: 1);

    [Fact]
    public Task Remove_AnyRevision_LeavesNothingOfItAndEverythingElse() => Gen.Select(GenSet, GenSet).SampleAsync(
        async (set, other) =>
        {
            var world = new World();
            var neighbour = new World(world.Engine, Given.Owner with { ClusterId = "c2", ClusterName = "other" });
            await neighbour.DeployAsync(Rename(other));
            var before = Print(world.Engine);
            await world.DeployAsync(set);
            await world.RunAsync(await world.PlanRemovalAsync(set, true));

            Assert.Equal(before, Print(world.Engine));
            Assert.DoesNotContain(world.Engine.Networks.Concat(world.Engine.Volumes), n => n.StartsWith("shop", StringComparison.Ordinal));
        },
        iter: Cases,
        threads: 1);

    /// <summary>Fails at the first call before which nobody serves a place whose new container was to start before the old one stops.</summary>
    private static void WatchPlaces(FakeEngine engine, Plan plan)
    {
        var served = plan.Replacements.Where(r => r.StartsFirst).Select(r => engine.Get(r.OldContainer).Made).Select(m => (m.Instance, m.Number)).ToArray();
        engine.Refuse = call =>
        {
            foreach (var place in served)
            {
                Assert.True(
                    engine.Containers.Any(c => (c.Made.Instance, c.Made.Number) == place && c.State == ContainerState.Running),
                    $"nothing runs as {place} before {call}\n{plan}");
            }

            return null;
        };
    }

    private static ConfigurationSet Rename(ConfigurationSet set) => set with
    {
        Networks = [.. set.Networks.Select(n => n with { Name = n.Name.Replace("shop", "other", StringComparison.Ordinal) })],
        Volumes = [.. set.Volumes.Select(v => v with { Name = v.Name.Replace("shop", "other", StringComparison.Ordinal) })],
    };

    private static bool IsReached(FakeEngine engine, ConfigurationSet set)
    {
        var desired = Given.Desired(set).Containers.Select(c => $"{c.Name} {c.Hash} {(c.IsOneShot ? "Exited" : "Running")} {string.Join(',', c.Attachments.Select(a => a.NetworkName))} {c.Configuration.Mounts.OfType<FileMount>().Count()}");
        var actual = engine.Containers.Select(c => $"{c.Name} {c.Made.Hash} {c.State} {string.Join(',', c.Networks)} {c.Files.Count}");
        return desired.Order(StringComparer.Ordinal).SequenceEqual(actual.Order(StringComparer.Ordinal))
            && set.Networks.All(n => engine.Networks.Contains(n.Name));
    }

    private static string Print(FakeEngine engine) =>
        string.Concat(engine.Containers.Select(c => $"{c.Id} {c.Name} {c.State} {c.Starts} {string.Join(',', c.Networks)}\n"))
        + string.Join(' ', engine.Networks.Where(n => !n.StartsWith("shop", StringComparison.Ordinal)))
        + string.Join(' ', engine.Volumes.Where(n => !n.StartsWith("shop", StringComparison.Ordinal)));
}
