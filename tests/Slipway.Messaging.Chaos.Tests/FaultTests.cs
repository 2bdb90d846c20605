namespace Slipway.Messaging.Chaos.Tests;

/// <summary>The short rounds of the chaos suite: separate worker processes on databases and brokers of their own, and a ledger that tells.</summary>
public sealed class FaultTests
{
    public static TheoryData<string, string> ShortRounds => new(
        from make in Faults.All
        let fault = make()
        where fault.IsInEveryRun
        from footing in fault.ShortFootings
        select (fault.Name, $"{footing}"));

    [Theory]
    [MemberData(nameof(ShortRounds))]
    public async Task Run_FaultUnderLoad_LosesNothingAndDoublesNothing(string fault, string footing)
    {
        var output = new StringWriter();
        var seed = Random.Shared.Next(1, 1_000_000);

        var outcome = await FaultRun.RunAsync(
            Faults.Named(fault), Enum.Parse<FootingKind>(footing), seed, Scale.Short, output, TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}\n{output}\n{outcome}");
        Assert.True(outcome.Holds, $"seed {seed}\n{output}\n{outcome}");
        Assert.True(outcome.Ledger.Deliveries.Count > 0, "nothing was delivered");
    }
}
