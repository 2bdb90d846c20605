using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using Slipway.Core.Deploying;
using Slipway.Core.Planning;

namespace Slipway.Core.Tests.Deploying;

public sealed class PlanOrderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Execute_FewerPlacesThanStarts_WhatOthersWaitForLongestGoesFirst()
    {
        // Only the last one has something after it.
        var plan = new Plan
        {
            Nodes =
            [
                Start(1, "first"),
                Start(2, "alone"),
                Start(3, "awaited"),
                new PlanNode(4, new AwaitContainer("awaited", "awaited", AwaitedCondition.Healthy, ""), [3]),
                Start(5, "dependent", 4),
            ],
        };
        var order = new ConcurrentQueue<int>();
        var everyoneAsked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var execution = Executor(starts: 1).ExecuteAsync(plan, ApplyAsync, Token);
        everyoneAsked.SetResult();
        await execution;

        Assert.Equal([1, 3], order.Take(2));
        Assert.Equal([1, 2, 3, 4, 5], order.Order());

        async Task<NodeResult> ApplyAsync(PlanNode node, Action? exited, CancellationToken cancellationToken)
        {
            order.Enqueue(node.Id);
            await everyoneAsked.Task.WaitAsync(cancellationToken);
            return NodeResult.Done(node);
        }
    }

    [Fact]
    public async Task Execute_StartsTakeAllTheirPlaces_OtherCallsGoOn()
    {
        var plan = new Plan { Nodes = [Start(1, "first"), new PlanNode(2, new StopContainer("old", "old", ""), [])] };
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var results = await Executor(starts: 1).ExecuteAsync(plan, ApplyAsync, Token);

        Assert.All(results, r => Assert.Equal(NodeStatus.Done, r.Status));

        async Task<NodeResult> ApplyAsync(PlanNode node, Action? exited, CancellationToken cancellationToken)
        {
            if (node.Operation is StopContainer)
            {
                stopped.SetResult();
            }

            await stopped.Task.WaitAsync(cancellationToken);
            return NodeResult.Done(node);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Execute_MoreToStopThanPlaces_NextIsToldWhenOneHasEndedOrTakesItsTime(bool ends)
    {
        var time = new FakeTimeProvider();
        var plan = new Plan { Nodes = [Stop(1), Stop(2), Stop(3)] };
        var told = Enumerable.Range(0, 3).Select(_ => new TaskCompletionSource<Action>(TaskCreationOptions.RunContinuationsAsynchronously)).ToArray();
        var allTold = Task.WhenAll(told.Select(t => t.Task));

        var execution = new PlanExecutor(new DeployOptions { ParallelStarts = 1 }, time).ExecuteAsync(plan, ApplyAsync, Token);

        for (var i = 0; i < told.Length; i++)
        {
            var exited = await told[i].Task.WaitAsync(Token);
            Assert.All(told[(i + 1)..], t => Assert.False(t.Task.IsCompleted));
            if (ends)
            {
                exited();
            }
            else
            {
                time.Advance(TimeSpan.FromMilliseconds(150));
            }
        }

        Assert.All(await execution, r => Assert.Equal(NodeStatus.Done, r.Status));

        // None of the calls returns before the last program was told.
        async Task<NodeResult> ApplyAsync(PlanNode node, Action? exited, CancellationToken cancellationToken)
        {
            told[node.Id - 1].SetResult(exited!);
            await allTold.WaitAsync(cancellationToken);
            return NodeResult.Done(node);
        }
    }

    private static PlanNode Stop(int id) => new(id, new StopContainer($"s{id}", $"s{id}", ""), []);

    private static PlanExecutor Executor(int starts) => new(new DeployOptions { ParallelStarts = starts }, TimeProvider.System);

    private static PlanNode Start(int id, string name, params int[] after) => new(id, new StartContainer(name, name, ""), [.. after]);
}
