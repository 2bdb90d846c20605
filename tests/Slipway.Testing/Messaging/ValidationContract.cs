using Slipway.Messaging;
using Xunit;

namespace Slipway.Testing.Messaging;

/// <summary>What is not as its contract says is refused where it is sent, and is a dead letter with a reason where it is received.</summary>
public abstract class ValidationContract(TestStore store) : MessagingContract(store)
{
    [Fact]
    public async Task Send_BreaksRules_ThrowsWithEachProblemAndSendsNothing()
    {
        var host = Build(Ruled);

        var error = await Assert.ThrowsAsync<InvalidMessageException>(() => host.SendAsync(new DoIt("", "no colon")));

        Assert.Equal("'test.do-it' cannot be sent: Id is empty; Key 'no colon' is not TYPE:NAME", error.Message);
        Assert.Equal(["Id is empty", "Key 'no colon' is not TYPE:NAME"], error.Problems);
        Assert.Equal(["0"], await Store.QueryAsync("select count(*) from message"));
    }

    [Fact]
    public async Task Handle_SendsWhatBreaksARule_FailsAndNothingLeaves()
    {
        var host = await Build(m =>
        {
            Ruled(m);
            m.Event<Happened>().Run<ScriptedHandler<Happened>>().Retry(Once);
        }).StartAsync();
        host.Script.On<Happened>((_, context, effects) =>
        {
            effects.Add("half");
            context.Send(new DoIt("", "a:b"));
        });

        var chain = await host.PublishAsync(new Happened("a"));

        Assert.Contains("Id is empty", (await host.ReachesAsync(chain, DeliveryState.Dead)).Outcome, StringComparison.Ordinal);
        Assert.Empty(await Store.EffectsAsync());
        Assert.Single(await host.ChainAsync(chain));
    }

    [Fact]
    public async Task Receive_BreaksRules_IsADeadLetterWithEachProblem()
    {
        var careless = Build(m => m.Work<DoIt>());
        var chain = await careless.SendAsync(new DoIt("", "no colon"));

        var host = await Build(Ruled).StartAsync();

        var dead = await host.ReachesAsync(chain, DeliveryState.Dead, 1);
        Assert.Equal("schema: Id is empty; Key 'no colon' is not TYPE:NAME", dead.Outcome);
        Assert.Empty(host.Script.Runs);
    }

    [Fact]
    public async Task Receive_RuleThrows_IsADeadLetter()
    {
        var chain = await Build(m => m.Work<DoIt>()).SendAsync(new DoIt("a"));

        var host = await Build(m => m.Work<DoIt>().Run<ScriptedHandler<DoIt>>().Validate(_ => throw new FormatException("what is this?"))).StartAsync();

        Assert.StartsWith("schema: a rule of DoIt failed: what is this?", (await host.ReachesAsync(chain, DeliveryState.Dead)).Outcome, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null", "decode: ")]
    [InlineData("", "decode: ")]
    [InlineData("[1]", "decode: ")]
    [InlineData("\"text\"", "decode: ")]
    [InlineData("{\"id\":", "decode: ")]
    [InlineData("{\"id\":5}", "decode: ")]
    [InlineData("{\"id\":null}", "decode: ")]
    [InlineData("{}", "decode: ")]
    [InlineData("{\"id\":\"\",\"key\":\"a:b\"}", "schema: Id is empty")]
    public async Task Receive_BodyIsNotTheContract_IsADeadLetterAndStopsNoOther(string body, string reason)
    {
        var host = Build(Ruled);
        var poison = await host.SendAsync(new DoIt("poison", "a:b"));
        await Store.ExecuteAsync($"update message set body = '{body}'");
        var good = await host.SendAsync(new DoIt("good", "a:b"));

        await host.StartAsync();

        Assert.StartsWith(reason, (await host.ReachesAsync(poison, DeliveryState.Dead, 1)).Outcome, StringComparison.Ordinal);
        await host.ReachesAsync(good, DeliveryState.Done);
    }

    [Fact]
    public async Task Receive_FieldsThatNobodyKnows_AreIgnored()
    {
        var host = Build(Ruled);
        var chain = await host.SendAsync(new DoIt("a", "a:b"));
        await Store.ExecuteAsync("""update message set body = '{"id":"b","key":"c:d","since":"next year"}'""");

        await host.StartAsync();

        await host.ReachesAsync(chain, DeliveryState.Done);
        Assert.Equal(new DoIt("b", "c:d"), Assert.Single(host.Script.Runs).Message);
    }

    [Fact]
    public async Task Receive_VersionThatNobodyHandles_IsADeadLetterWithTheKnownOnes()
    {
        var host = Build(Ruled);
        var chain = await host.SendAsync(new DoIt("a", "a:b"));
        await Store.ExecuteAsync("update message set version = 7");

        await host.StartAsync();

        var dead = await host.ReachesAsync(chain, DeliveryState.Dead, 1);
        Assert.StartsWith("no-handler: application 'app' handles no 'test.do-it' v7; it handles: test.do-it v1", dead.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_BodyIsTooLarge_ThrowsWithTheLimit()
    {
        var host = Build(Everything);

        var error = await Assert.ThrowsAsync<InvalidMessageException>(() => host.SendAsync(new DoIt(new string('x', 20_000_000))));
        Assert.Contains("bytes, 262144 at most", error.Message, StringComparison.Ordinal);

        // {"id":"…","key":""} are 18 bytes and the text.
        await host.SendAsync(new DoIt(new string('x', 262_144 - 18)));
        await Assert.ThrowsAsync<InvalidMessageException>(() => host.SendAsync(new DoIt(new string('x', 262_144 - 17))));
    }

    [Fact]
    public async Task Receive_BodyIsTooLarge_IsADeadLetterAndStopsNoOther()
    {
        var generous = Build(Everything, "app", null, ("MaxBodyBytes", "16777216"));
        var poison = await generous.SendAsync(new DoIt(new string('x', 16_000_000)));
        var good = await generous.SendAsync(new DoIt("good"));

        var host = await Build(Everything).StartAsync();

        Assert.StartsWith("size: its body has 16000018 bytes, 262144 at most", (await host.ReachesAsync(poison, DeliveryState.Dead, 1)).Outcome, StringComparison.Ordinal);
        await host.ReachesAsync(good, DeliveryState.Done);
        Assert.Single(host.Script.Runs);
    }

    private static void Ruled(IMessagingBuilder messaging) => messaging.Work<DoIt>()
        .Run<ScriptedHandler<DoIt>>()
        .Retry(Exact)
        .Validate(work => work.Id.Length == 0 ? ["Id is empty"] : [])
        .Validate(work => work.Key.Contains(':', StringComparison.Ordinal) ? [] : [$"Key '{work.Key}' is not TYPE:NAME"]);
}
