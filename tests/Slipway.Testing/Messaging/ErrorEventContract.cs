using Slipway.Messaging;
using Xunit;

namespace Slipway.Testing.Messaging;

/// <summary>The event <c>worker.errored</c>, written with the dead letter.</summary>
public abstract class ErrorEventContract(TestStore store) : MessagingContract(store)
{
    [Fact]
    public async Task Errored_MessageIsGivenUp_SaysWhatAndWhy()
    {
        var host = await Build(Watched).StartAsync();
        host.Script.On<DoIt>((_, _, _) => throw new InvalidOperationException(new string('é', 9000)));

        var chain = await host.SendAsync(new DoIt("a"));
        await host.SettlesAsync(chain);
        await Eventually.BecomesTrueAsync(() => Reports(host).Count == 1, "reported");

        var report = Assert.Single(Reports(host));
        var records = await host.SettlesAsync(chain);
        Assert.Equal(("test.do-it", 1, records[0].Id, "app", 1, true), (report.Name, report.Version, report.MessageId, report.Application, report.Attempt, report.Final));
        Assert.Equal("System.InvalidOperationException", report.ErrorType);
        Assert.Equal(new string('é', 3999) + "…", report.Error);
        Assert.Equal(500, report.Reason.Length);
        Assert.StartsWith("gave up after 1 attempts: é", report.Reason, StringComparison.Ordinal);
        Assert.Equal(8000, report.Stack!.Length);
        Assert.Equal(["test.do-it", "worker.errored"], records.Select(r => r.Name));
        Assert.Equal(records[0].Id, records[1].CausationId);
        Assert.Single(records.Select(r => r.TraceId).Distinct());
    }

    [Fact]
    public async Task Errored_BodyCannotBeRead_IsReportedToo()
    {
        var host = Build(Watched);
        await host.SendAsync(new DoIt("a"));
        await Store.ExecuteAsync("update message set body = '[]'");

        await host.StartAsync();
        await Eventually.BecomesTrueAsync(() => Reports(host).Count == 1, "reported");

        Assert.StartsWith("decode: ", Reports(host)[0].Reason, StringComparison.Ordinal);
        Assert.Equal("System.Text.Json.JsonException", Reports(host)[0].ErrorType);
    }

    [Fact]
    public async Task Errored_FinalHandlerFailsToSave_ReportIsRolledBackWithIt()
    {
        var time = NewClock();
        var host = await Build(m =>
        {
            Watched(m);
            m.Work<DoIt>().WhenDead<ScriptedDeadHandler<DoIt>>();
        }, "app", time).StartAsync();
        var finals = 0;
        host.Script.On<DoIt>((_, _, _) => throw new PermanentFailureException("never"));
        host.Script.On<GivenUp>((_, _, effects) => effects.FailWith = ++finals == 1 ? new InvalidOperationException("conflict") : null);

        var chain = await host.SendAsync(new DoIt("a"));
        await host.ReachesAsync(chain, DeliveryState.Ready, 1);
        Assert.Single(await host.ChainAsync(chain));
        time.Advance(TimeSpan.FromMinutes(5));

        await Eventually.BecomesTrueAsync(() => Reports(host).Count == 1, "reported");
        Assert.Contains("never", Reports(host)[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errored_NobodySubscribed_NothingIsStored()
    {
        var host = await Build(Everything).StartAsync();
        host.Script.On<DoIt>((_, _, _) => throw new PermanentFailureException("never"));

        var chain = await host.SendAsync(new DoIt("a"));

        await host.ReachesAsync(chain, DeliveryState.Dead);
        Assert.Single(await host.ChainAsync(chain));
    }

    [Fact]
    public async Task Errored_ItsOwnHandlerFails_PublishesNoOther()
    {
        var host = await Build(Watched).StartAsync();
        host.Script.On<DoIt>((_, _, _) => throw new PermanentFailureException("never"));
        host.Script.On<WorkerErrored>((_, _, _) => throw new PermanentFailureException("nor I"));

        var chain = await host.SendAsync(new DoIt("a"));
        await Eventually.BecomesTrueAsync(async () => (await host.ChainAsync(chain)).Count >= 2, "the report was sent");
        var records = await host.SettlesAsync(chain);

        Assert.Equal(["test.do-it", "worker.errored"], records.Select(r => r.Name));
        Assert.All(records, r => Assert.Equal(DeliveryState.Dead, r.Deliveries[0].State));
    }

    [Theory]
    [InlineData("GivenUp", "4 True")]
    [InlineData("EveryAttempt", "1 False, 2 False, 3 False, 4 True")]
    [InlineData("None", "")]
    public async Task Errored_Setting_SaysWhichFailuresAreReported(string setting, string expected)
    {
        var time = NewClock();
        var host = await Build(m =>
        {
            Watched(m);
            m.Work<DoIt>().Retry(Exact);
        }, "app", time, ("ErrorEvents", setting)).StartAsync();
        host.Script.On<DoIt>((_, _, _) => throw new InvalidOperationException("boom"));

        var chain = await host.SendAsync(new DoIt("a"));
        await AdvanceUntilAsync(time, TimeSpan.FromSeconds(1), async () => (await host.ChainAsync(chain))[0].Deliveries[0].State == DeliveryState.Dead, "dead");
        await host.SettlesAsync(chain);

        Assert.Equal(expected, string.Join(", ", Reports(host).OrderBy(r => r.Attempt).Select(r => $"{r.Attempt} {r.Final}")));
    }

    private static void Watched(IMessagingBuilder messaging)
    {
        messaging.Work<DoIt>().Run<ScriptedHandler<DoIt>>().Retry(Once);
        messaging.Event<WorkerErrored>().Run<ScriptedHandler<WorkerErrored>>();
    }

    private static List<WorkerErrored> Reports(WorkerHost host) => [.. host.Script.Runs.Select(r => r.Message).OfType<WorkerErrored>()];
}
