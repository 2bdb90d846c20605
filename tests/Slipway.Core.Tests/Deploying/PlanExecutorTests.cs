using Slipway.Core.Configurations;
using Slipway.Core.Deploying;
using Slipway.Core.Planning;

namespace Slipway.Core.Tests.Deploying;

public sealed class PlanExecutorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Execute_OneFails_SkipsWhatFollowsAndGoesOnElsewhere()
    {
        var plan = Plan(Stop(1), Stop(2, 1), Stop(3, 2), Stop(4), Stop(5, 4));
        var results = await new PlanExecutor(new DeployOptions { Parallelism = 2, ParallelStarts = 2, ParallelBuilds = 1 }, TimeProvider.System).ExecuteAsync(
            plan, (node, _, _) => Task.FromResult(node.Id == 1 ? NodeResult.Failed(node, "no") : NodeResult.Done(node)), Token);

        Assert.Equal(
            [NodeStatus.Failed, NodeStatus.Skipped, NodeStatus.Skipped, NodeStatus.Done, NodeStatus.Done], results.Select(r => r.Status));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Execute_AfterEnd_RunsOnceItEndedWellOrNot(bool ends)
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var order = new List<int>();
        var plan = Plan(Stop(1), Stop(2) with { AfterEnd = [1] });
        var running = new PlanExecutor(new DeployOptions { Parallelism = 4, ParallelStarts = 4, ParallelBuilds = 1 }, TimeProvider.System).ExecuteAsync(
            plan,
            async (node, _, _) =>
            {
                if (node.Id == 1)
                {
                    await release.Task;
                }

                order.Add(node.Id);
                return node.Id == 1 && !ends ? NodeResult.Failed(node, "no") : NodeResult.Done(node);
            },
            Token);

        Assert.Empty(order);
        release.SetResult();
        Assert.Equal(NodeStatus.Done, (await running)[1].Status);
        Assert.Equal([1, 2], order);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Execute_AfterExit_RunsOnceItsProgramEndedOrItIsDone(bool tells)
    {
        var order = new List<string>();
        var second = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var plan = Plan(Stop(1), Stop(2) with { AfterExit = [1] }, Stop(3, 1));
        var results = await new PlanExecutor(new DeployOptions { Parallelism = 4, ParallelStarts = 4, ParallelBuilds = 1 }, TimeProvider.System).ExecuteAsync(
            plan,
            async (node, exited, _) =>
            {
                if (node.Id == 1 && tells)
                {
                    exited!();
                    // It goes on while the one that waited for its program runs.
                    await second.Task;
                }

                lock (order)
                {
                    order.Add($"{node.Id} done");
                }

                if (node.Id == 2)
                {
                    second.SetResult();
                }

                return NodeResult.Done(node);
            },
            Token);

        Assert.All(results, r => Assert.Equal(NodeStatus.Done, r.Status));
        Assert.Equal(tells ? "2 done" : "1 done", order[0]);
    }

    [Fact]
    public async Task Execute_AfterExitOfOneThatCannotBeStopped_IsSkipped()
    {
        var results = await new PlanExecutor(new DeployOptions { Parallelism = 4, ParallelStarts = 4, ParallelBuilds = 1 }, TimeProvider.System).ExecuteAsync(
            Plan(Stop(1), Stop(2) with { AfterExit = [1] }), (node, _, _) => Task.FromResult(NodeResult.Failed(node, "no")), Token);

        Assert.Equal([NodeStatus.Failed, NodeStatus.Skipped], results.Select(r => r.Status));
    }

    [Fact]
    public async Task Execute_ManyAtOnce_RunsAsManyAsAllowed()
    {
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var now = 0;
        var most = 0;
        await new PlanExecutor(new DeployOptions { Parallelism = 3, ParallelStarts = 3, ParallelBuilds = 1 }, TimeProvider.System).ExecuteAsync(
            Plan([.. Enumerable.Range(1, 20).Select(id => Stop(id))]),
            async (node, _, _) =>
            {
                var running = Interlocked.Increment(ref now);
                InterlockedMax(ref most, running);
                if (running == 3)
                {
                    full.TrySetResult();
                }

                await full.Task;
                await Task.Yield();
                Interlocked.Decrement(ref now);
                return NodeResult.Done(node);
            },
            Token);

        Assert.Equal(3, most);
    }

    [Fact]
    public async Task Execute_BuildsAndWaiting_DoNotTakeTheRoomOfCalls()
    {
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var builds = 0;
        PlanNode[] nodes = [Build(1), Build(2), Await(3), Await(4), Stop(5)];
        var results = await new PlanExecutor(new DeployOptions { Parallelism = 1, ParallelStarts = 1, ParallelBuilds = 1 }, TimeProvider.System).ExecuteAsync(
            Plan(nodes),
            async (node, _, _) =>
            {
                if (node.Operation is BuildImage)
                {
                    Assert.Equal(1, Interlocked.Increment(ref builds));
                }

                if (node.Operation is StopContainer)
                {
                    called.SetResult();
                }

                // Nothing ends before the call was made, which therefore waited for none of them.
                await called.Task;
                if (node.Operation is BuildImage)
                {
                    Interlocked.Decrement(ref builds);
                }

                return NodeResult.Done(node);
            },
            Token);

        Assert.All(results, r => Assert.Equal(NodeStatus.Done, r.Status));
    }

    [Fact]
    public async Task Execute_Cancelled_GivesAResultForEveryNode()
    {
        using var cancelled = new CancellationTokenSource();
        var results = await new PlanExecutor(new DeployOptions { Parallelism = 1, ParallelStarts = 1, ParallelBuilds = 1 }, TimeProvider.System).ExecuteAsync(
            Plan(Stop(1), Stop(2), Stop(3, 2), Stop(4)),
            async (node, _, token) =>
            {
                if (node.Id == 2)
                {
                    await cancelled.CancelAsync();
                    token.ThrowIfCancellationRequested();
                }

                return NodeResult.Done(node);
            },
            cancelled.Token);

        Assert.Equal([NodeStatus.Done, NodeStatus.Failed, NodeStatus.Skipped, NodeStatus.Skipped], results.Select(r => r.Status));
        Assert.Equal("it was cancelled", results[1].Reason);
    }

    private static Plan Plan(params PlanNode[] nodes) => new() { Nodes = [.. nodes] };

    private static PlanNode Stop(int id, params int[] after) => new(id, new StopContainer("web", $"c{id}", "test"), [.. after]);

    private static PlanNode Await(int id) => new(id, new AwaitContainer("web", $"c{id}", AwaitedCondition.Running, "test"), []);

    private static PlanNode Build(int id) => new(id, new BuildImage("web", $"t{id}", "test", new BuiltImage { ContextPath = "", ContextTree = "" }), []);

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        do
        {
            seen = Volatile.Read(ref target);
        }
        while (value > seen && Interlocked.CompareExchange(ref target, value, seen) != seen);
    }
}
