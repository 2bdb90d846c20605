using Microsoft.Extensions.Time.Testing;

namespace Slipway.Messaging.Tests.Postgres;

public sealed class PostgresClockTests
{
    private const long ServerTime = 1_000_000_000_000;
    private readonly FakeTimeProvider _time = new();
    private readonly PostgresClock _clock;

    public PostgresClockTests()
    {
        _clock = new PostgresClock(_time);
    }

    [Fact]
    public void Now_NeverAsked_Throws() => Assert.Throws<InvalidOperationException>(() => _clock.Now());

    [Fact]
    public void Now_AfterAnAnswer_GoesOnByThisMachinesTimer()
    {
        Answer(ServerTime, after: TimeSpan.Zero);
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.InRange(_clock.Now(), ServerTime + 9_990_000, ServerTime + 10_000_000);
    }

    [Fact]
    public void Now_LaterAnswerTookLong_DoesNotGoBack()
    {
        Answer(ServerTime, after: TimeSpan.Zero);
        Answer(ServerTime, after: TimeSpan.FromMilliseconds(400));

        Assert.InRange(_clock.Now(), ServerTime + 399_000, ServerTime + 400_000);
    }

    [Fact]
    public void Now_LaterAnswerCameFaster_IsNearerToTheServers()
    {
        Answer(ServerTime, after: TimeSpan.FromMilliseconds(400));
        Answer(ServerTime + 500_000, after: TimeSpan.Zero);

        Assert.Equal(ServerTime + 500_000, _clock.Now());
    }

    [Fact]
    public void Now_ServersClockWasSetBack_Follows()
    {
        Answer(ServerTime, after: TimeSpan.Zero);
        Answer(ServerTime - 3_600_000_000, after: TimeSpan.FromMilliseconds(10));

        Assert.Equal(ServerTime - 3_600_000_000, _clock.Now());
    }

    [Fact]
    public void NowAtMost_AnswersTookTime_IsNotBeforeTheServersAndNearerWithAFasterOne()
    {
        Answer(ServerTime, after: TimeSpan.FromMilliseconds(400));
        Assert.Equal(ServerTime + 400_000, _clock.NowAtMost());

        // The server had answered at once: its time is 100 ms less than it could have been.
        Answer(ServerTime + 300_000, after: TimeSpan.Zero);
        Assert.Equal(ServerTime + 300_000, _clock.NowAtMost());
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.InRange(_clock.NowAtMost(), ServerTime + 10_300_000, ServerTime + 10_303_000);
    }

    private void Answer(long microseconds, TimeSpan after)
    {
        var began = _time.GetTimestamp();
        _time.Advance(after);
        _clock.Take(microseconds, began, _time.GetTimestamp());
    }
}
