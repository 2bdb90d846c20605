using System.Globalization;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Slipway.Core.Configurations;
using Slipway.Core.Deploying;
using Slipway.Core.Planning;
using Slipway.Testing.Engines;
using Slipway.Testing.Sources;
using Slipway.Testing.Stores;

namespace Slipway.Core.Tests;

/// <summary>An engine in memory, and plans made and carried out on it.</summary>
internal sealed class World
{
    private readonly Ownership _owner;

    public World(FakeEngine? engine = null, Ownership? owner = null)
    {
        Engine = engine ?? new FakeEngine();
        _owner = owner ?? Given.Owner;
    }

    public FakeEngine Engine { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task<Plan> PlanAsync(ConfigurationSet set)
    {
        var desired = Given.Desired(set, _owner);
        return DeployPlanner.Plan(desired, await Engine.ObserveAsync(desired.ToObserveRequest(), Token));
    }

    /// <summary>Plans and carries the plan out; every operation must succeed.</summary>
    public async Task<Plan> DeployAsync(ConfigurationSet set)
    {
        var plan = await PlanAsync(set);
        Assert.Empty(plan.Problems);
        await RunAsync(plan);
        return plan;
    }

    public async Task<Plan> PlanRemovalAsync(ConfigurationSet set, bool withVolumes) => RemovalPlanner.Plan(
        _owner.ClusterId,
        set,
        await Engine.ObserveAsync(new Engines.ObserveRequest(_owner.ClusterName) { Networks = [.. set.Networks.Select(n => n.Name)] }, Token),
        withVolumes);

    public async Task RunAsync(Plan plan)
    {
        foreach (var result in await ExecuteAsync(plan))
        {
            Assert.True(result.Status == NodeStatus.Done, $"{result.Node.Operation.Verb} {result.Node.Operation.Subject}: {result.Status} {result.Reason}\n{plan}");
        }
    }

    /// <summary>
    /// Carries a plan out one operation after the other, in an order that the plan allows but that is not the one in which it is written: the calls of an
    /// engine in memory end at once, so that nothing else would show that a node does not wait for what it needs.
    /// </summary>
    public async Task RunInAnyOrderAsync(Plan plan, int seed)
    {
        var random = new Random(seed);
        var done = new HashSet<int>();
        while (done.Count < plan.Nodes.Length)
        {
            var ready = plan.Nodes.Where(n => !done.Contains(n.Id) && n.After.Concat(n.AfterEnd).Concat(n.AfterExit).All(done.Contains)).ToArray();
            var next = ready[random.Next(ready.Length)];
            await RunAsync(plan with { Nodes = [next with { After = [], AfterEnd = [], AfterExit = [] }] });
            done.Add(next.Id);
        }
    }

    public async Task<IReadOnlyList<NodeResult>> ExecuteAsync(Plan plan)
    {
        var board = new ProgressBoard("operation-1", [], [], new RecordedProgress(), new FakeTimeProvider(Given.Now));
        var applier = new OperationApplier(Engine, Engine, new FakeRepositories(), new DeployOptions(), string.Empty, _owner, board, Token);
        return await new PlanExecutor(new DeployOptions { Parallelism = 4, ParallelStarts = 4, ParallelBuilds = 2 }, TimeProvider.System).ExecuteAsync(plan, applier.ApplyAsync, Token);
    }

    /// <summary>All of a plan as text: beside what it prints, what it waits for only to end, its notices and its replacements.</summary>
    public static string Text(Plan plan)
    {
        var text = new StringBuilder(plan.ToString());
        foreach (var node in plan.Nodes.Where(n => !n.AfterEnd.IsEmpty))
        {
            text.Append(CultureInfo.InvariantCulture, $"#{node.Id} after the end of {string.Join(',', node.AfterEnd)}\n");
        }

        foreach (var notice in plan.Notices)
        {
            text.Append(CultureInfo.InvariantCulture, $"notice: {notice}\n");
        }

        foreach (var replacement in plan.Replacements)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"replaces {replacement.OldContainer} by {replacement.NewContainer ?? "nothing"}, stopped at #{replacement.StopNode}, no way back after #{replacement.CommitNode}{(replacement.StartsFirst ? ", starts first" : null)}\n");
        }

        return text.ToString();
    }
}
