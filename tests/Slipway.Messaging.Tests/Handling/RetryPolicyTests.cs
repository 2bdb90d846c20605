namespace Slipway.Messaging.Tests.Handling;

public sealed class RetryPolicyTests
{
    [Theory]
    [InlineData(1, 0, 1.0)]
    [InlineData(2, 0, 2.0)]
    [InlineData(3, 0, 4.0)]
    [InlineData(4, 0, 5.0)]     // the cap
    [InlineData(1, 0.999999, 0.5)]
    [InlineData(3, 0.5, 3.0)]
    public void Decide(int attempt, double random, double seconds)
    {
        var policy = new RetryPolicy { MaxAttempts = 10, FirstDelay = TimeSpan.FromSeconds(1), Factor = 2, MaxDelay = TimeSpan.FromSeconds(5), Jitter = 0.5 };

        var again = Assert.IsType<RetryDecision.Again>(policy.Decide(attempt, new InvalidOperationException(), random));

        Assert.Equal(seconds, again.Delay.TotalSeconds, 3);
    }

    [Fact]
    public void Decide_ManyAttemptsWithoutOverflow_StaysAtTheCap()
    {
        var policy = new RetryPolicy { MaxAttempts = 1000, Jitter = 0 };

        Assert.Equal(new RetryDecision.Again(policy.MaxDelay), policy.Decide(999, new InvalidOperationException(), 0));
    }

    [Fact]
    public void Decide_LastAttempt_GivesUpAndSaysWhy()
    {
        var giveUp = Assert.IsType<RetryDecision.GiveUp>(RetryPolicy.Default.Decide(8, new InvalidOperationException("boom"), 0));

        Assert.Equal("gave up after 8 attempts: boom", giveUp.Reason);
    }
}
