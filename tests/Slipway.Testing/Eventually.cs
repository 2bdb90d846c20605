using Xunit;

namespace Slipway.Testing;

/// <summary>Waits for a state, not for a time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    /// <summary>Looks until <paramref name="check"/> holds; fails with <paramref name="what"/> after a minute.</summary>
    public static async Task BecomesTrueAsync(Func<Task<bool>> check, string what, TimeSpan? deadline = null)
    {
        var time = TimeProvider.System;
        var began = time.GetTimestamp();
        while (!await check())
        {
            Assert.True(time.GetElapsedTime(began) < (deadline ?? Deadline), $"Still not so after {deadline ?? Deadline}: {what}");
            await Task.Delay(Step, time, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Looks until <paramref name="check"/> holds.</summary>
    public static Task BecomesTrueAsync(Func<bool> check, string what, TimeSpan? deadline = null) =>
        BecomesTrueAsync(() => Task.FromResult(check()), what, deadline);
}
