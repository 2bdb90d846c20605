using Microsoft.Extensions.Time.Testing;
using Slipway.Core.Deploying;

namespace Slipway.Core.Tests.Deploying;

public sealed class BuildPaceTests
{
    private readonly FakeTimeProvider _time = new(Given.Now);
    private readonly BuildPace _pace;

    public BuildPaceTests() => _pace = new BuildPace(_time);

    [Fact]
    public void WaitFor_NothingOvertaken_IsZero()
    {
        _pace.Begin("c1");
        Assert.Equal(TimeSpan.Zero, _pace.WaitFor("c1"));
    }

    [Fact]
    public void WaitFor_OvertakenJustNow_IsTheRestOfFiveSeconds()
    {
        var began = _pace.Begin("c1");
        _time.Advance(TimeSpan.FromSeconds(2));
        _pace.Overtaken("c1", began);

        Assert.Equal(TimeSpan.FromSeconds(3), _pace.WaitFor("c1"));
        Assert.Equal(TimeSpan.Zero, _pace.WaitFor("c2"));

        _pace.Begin("c1");
        Assert.Equal(TimeSpan.Zero, _pace.WaitFor("c1"));
    }

    [Fact]
    public void WaitFor_OvertakenAfterALongBuild_IsZero()
    {
        var began = _pace.Begin("c1");
        _time.Advance(TimeSpan.FromSeconds(6));
        _pace.Overtaken("c1", began);

        Assert.Equal(TimeSpan.Zero, _pace.WaitFor("c1"));
    }
}
