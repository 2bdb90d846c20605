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

    private static readonly string[] Names = ["a", "b", "c", "d"];

    private static readonly Gen<RunnableConfiguration> GenInstance =
        from image in Gen.Int[1, 2]
        from replicas in Gen.Frequency((1, Gen.Const(0)), (6, Gen.Const(1)), (2, Gen.Const(2)))
        from variable in Gen.Int[0, 1]
        from health in Gen.Bool
        from port in Gen.Frequency((2, Gen.Const((string?)null)), (1, Gen.Const((string?)"8080")), (1, Gen.Const((string?)"8081")), (1, Gen.Const((string?)"8080-8082")))
        from networks in Gen.Int[0, 3]
        from extras in Gen.Int[0, 3]
        select Make(image, replicas, variable, health, port, networks, extras);

    // A name, whom it depends on (as bits over the names before it), how, and whether it shares a network instead of having its own.
    private static readonly Gen<ConfigurationSet> GenSet =
        from present in Gen.Int[1, 15]
        from instances in GenInstance.Array[4]
        from dependencies in Gen.Int[0, 7].Array[4]
        from conditions in Gen.Int[0, 2].Array[4]
        from shares in Gen.Frequency((5, Gen.Const(false)), (1, Gen.Const(true))).Array[4]
        from isInternal in Gen.Bool
        select Link(present, instances, dependencies, conditions, shares, isInternal);

    [Fact]
    public Task Deploy_AnyRevisions_ReachesEachAndKeepsWhatDidNotChange() => GenSet.Array[1, 4].SampleAsync(
        async revisions =>
        {
            var world = new World();
            foreach (var set in revisions)
            {
                var before = world.Engine.Containers.ToDictionary(c => c.Name, c => (c.Id, c.Made.Hash, c.Starts, HadEnded: c.State == ContainerState.Exited));
                await world.DeployAsync(set);

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

    private static RunnableConfiguration Make(int image, int replicas, int variable, bool health, string? port, int networks, int extras)
    {
        var made = Given.Instance("x", $"image:{image}") with { Replicas = replicas, Networks = [] };
        made = variable == 0 ? made : made.WithVariable("V", "1");
        made = health ? made.WithHealthCheck() : made;
        made = port is null ? made : made.Publishing(80, port);
        made = (extras & 1) == 0 ? made : made.Mounting(new VolumeMount("/data", false, "data"));
        made = (extras & 2) == 0 ? made : made.Mounting(new FileMount("/etc/x", true, "eA=="));
        return made with
        {
            Networks =
            [
                .. (networks & 1) == 0 ? [] : new[] { new NetworkAttachment { Network = "default" } },
                .. (networks & 2) == 0 ? [] : new[] { new NetworkAttachment { Network = "back", Priority = 1 } },
            ],
        };
    }

    private static ConfigurationSet Link(int present, RunnableConfiguration[] instances, int[] dependencies, int[] conditions, bool[] shares, bool isInternal)
    {
        var linked = new List<RunnableConfiguration>();
        for (var i = 0; i < Names.Length; i++)
        {
            if ((present >> i & 1) == 0)
            {
                continue;
            }

            var made = instances[i] with { Name = Names[i] };
            foreach (var other in linked.Where(o => (dependencies[i] >> Array.IndexOf(Names, o.Name) & 1) == 1))
            {
                var condition = conditions[i] switch
                {
                    1 when other.HealthCheck is not null => DependencyCondition.Healthy,
                    2 => DependencyCondition.CompletedSuccessfully,
                    _ => DependencyCondition.Started,
                };
                made = made.After(other.Name, condition, required: conditions[i] != 0);
            }

            var owner = linked.LastOrDefault(o => o.Replicas == 1 && o.NetworkMode is null);
            linked.Add(shares[i] && owner is not null ? made with { Networks = [], NetworkMode = $"service:{owner.Name}" } : made);
        }

        var set = Given.Set([.. linked]).WithNetwork("back").WithVolume("data");
        return isInternal ? set with { Networks = [set.Networks[0], set.Networks[1] with { Internal = true }] } : set;
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
