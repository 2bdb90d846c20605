using System.Globalization;
using Docker.DotNet.Models;
using Microsoft.Extensions.Time.Testing;
using Slipway.Docker.Awaiting;

namespace Slipway.Docker.Tests.Awaiting;

public sealed class WatchTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Fact]
    public void Look_EngineNotedTheStartTooEarly_CountsFromTheFirstLook()
    {
        var watch = new ContainerWatch(_time, sharesClock: true);
        var container = RunningFor(TimeSpan.FromSeconds(3));

        Assert.Equal(TimeSpan.Zero, watch.Look(container).Up);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(1), watch.Look(container).Up);
    }

    [Theory]
    [InlineData(true, 60)]
    [InlineData(false, 0)]
    public void Look_UpForLong_CountsByTheEnginesClockWhereItIsOurs(bool sharesClock, int seconds)
    {
        var watch = new ContainerWatch(_time, sharesClock);

        Assert.Equal(TimeSpan.FromSeconds(seconds), watch.Look(RunningFor(TimeSpan.FromMinutes(1))).Up);
    }

    [Fact]
    public void Look_Restarted_CountsAgain()
    {
        var watch = new ContainerWatch(_time, sharesClock: true);
        watch.Look(RunningFor(TimeSpan.Zero));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(TimeSpan.Zero, watch.Look(RunningFor(TimeSpan.Zero)).Up);
    }

    private ContainerInspectResponse RunningFor(TimeSpan up) => new()
    {
        State = new State { Status = "running", StartedAt = (_time.GetUtcNow() - up).ToString("O", CultureInfo.InvariantCulture) },
    };
}
