using CsCheck;
using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Core.Planning;
using Slipway.Core.Tests.Planning;
using Slipway.Testing.Engines;

namespace Slipway.Core.Tests.Deploying;

/// <summary>What holds for any deployment that fails or is overtaken, wherever it is.</summary>
public sealed class WayBackProperties
{
    private const int Cases = 300;

    // Ports can be given to another instance that is well, and then nobody else can have them back.
    private static readonly Gen<ConfigurationSet> GenSet =
        GenSets.Any.Select(s => s with { Configurations = [.. s.Configurations.Select(c => c with { Ports = [] })] });

    [Fact]
    public Task Deploy_AnySuccessorFails_WhatIsStillDeclaredRunsOn() => Gen.Select(GenSet, GenSet, Gen.Int[0, 3]).SampleAsync(
        async (first, second, failing) =>
        {
            var deployment = new Deployment();
            await deployment.SucceedAsync(first);
            var served = Served(deployment.Engine, first, second);
            var name = "abcd"[failing].ToString();
            deployment.Engine.Outcomes[name] = new AwaitOutcome.Crashed(1, 0, false);
            var outcome = await deployment.DeployAsync(second);
            AssertServed(deployment.Engine, served, outcome.Record.PlanText);

            deployment.Engine.Outcomes.Clear();
            await deployment.SucceedAsync(second);
        },
        iter: Cases,
        threads: 1);

    [Fact]
    public Task Deploy_OvertakenAtAnyCall_WhatIsStillDeclaredRunsOnAndTheNextEndsWell() => Gen.Select(GenSet, GenSet, GenSet, Gen.Int[1, 40]).SampleAsync(
        async (first, second, third, call) =>
        {
            var deployment = new Deployment { IsOvertaken = true };
            await deployment.SucceedAsync(first);
            var served = Served(deployment.Engine, first, second);
            using var stop = new CancellationTokenSource();
            var calls = 0;
            deployment.Engine.Refuse = _ =>
            {
                if (++calls == call)
                {
                    stop.Cancel();
                }

                return null;
            };
            try
            {
                await deployment.DeployAsync(second, stop.Token);
            }
            catch (OperationCanceledException)
            {
                // Overtaken before it was done.
            }

            deployment.Engine.Refuse = null;
            AssertServed(deployment.Engine, served, string.Join('\n', deployment.Engine.Calls));
            await deployment.SucceedAsync(third);
            Assert.Equal(
                third.Configurations.Sum(c => c.Replicas), deployment.Engine.Containers.Length);
        },
        iter: Cases,
        threads: 1);

    /// <summary>The places that are in both sets, do not run to an end in either, and run now.</summary>
    private static (string Instance, int Number)[] Served(FakeEngine engine, ConfigurationSet first, ConfigurationSet second)
    {
        var wanted = Given.Desired(second).Containers.Where(c => !c.IsOneShot).Select(c => (c.Instance, c.Number))
            .Intersect(Given.Desired(first).Containers.Where(c => !c.IsOneShot).Select(c => (c.Instance, c.Number)))
            .ToHashSet();
        return [.. engine.Containers.Where(c => c.State == ContainerState.Running).Select(c => (c.Made.Instance, c.Made.Number)).Where(wanted.Contains)];
    }

    private static void AssertServed(FakeEngine engine, (string Instance, int Number)[] served, string what)
    {
        foreach (var place in served)
        {
            var there = engine.Containers.Where(c => (c.Made.Instance, c.Made.Number) == place).ToArray();
            Assert.True(there.Count(c => c.State == ContainerState.Running) == 1, $"{place}: {string.Join(", ", there.Select(c => $"{c.Name} {c.State}"))}\n{what}");
        }
    }
}
