namespace Slipway.Messaging.Chaos.Tests;

/// <summary>The checks themselves: a clean ledger passes, and each kind of damage is named.</summary>
public sealed class InvariantsTests
{
    private static readonly Dictionary<string, object> Sent = new()
    {
        ["a"] = new LedgerStep("a", "k", 1, 0, 0),
        ["b"] = new LedgerStep("b", "k", 2, 0, 0),
    };

    private readonly List<Effect> _effects = [Effect("a", 1, from: 10, to: 20), Effect("b", 2, from: 20, to: 30)];
    private readonly List<DeliveryRow> _deliveries = [Delivery("a"), Delivery("b")];

    [Fact]
    public void Check_AllHandledOnceInOrder_FindsNothing() => Assert.Empty(Check());

    [Fact]
    public void Check_SentWithoutEffect_IsLost()
    {
        _effects.RemoveAt(1);

        Assert.StartsWith("I1: 1 of 2 lost: b", Assert.Single(Check()).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_SentWithoutEffectButDead_IsNotLost()
    {
        _effects.RemoveAt(1);
        _deliveries[1] = _deliveries[1] with { State = "dead" };

        Assert.Empty(Check());
    }

    [Fact]
    public void Check_TwoEffectsOfOneId_IsDoubled()
    {
        _effects.Add(Effect("b", 2, from: 30, to: 40));

        Assert.Equal("I2", Assert.Single(Check()).Invariant);
    }

    [Fact]
    public void Check_DeadWithAnEffect_IsDoubled()
    {
        _deliveries[1] = _deliveries[1] with { State = "dead" };

        Assert.Equal("I2", Assert.Single(Check()).Invariant);
    }

    [Fact]
    public void Check_TwoDeliveriesOfOneId_IsDoubled()
    {
        _deliveries.Add(Delivery("b"));

        Assert.Equal("I2", Assert.Single(Check()).Invariant);
    }

    [Fact]
    public void Check_RunsOfOneKeyOverlap_IsFound()
    {
        _effects[1] = Effect("b", 2, from: 19, to: 30);

        Assert.Equal("I3", Assert.Single(Check()).Invariant);
    }

    [Fact]
    public void Check_LaterSentFirst_IsOutOfOrder()
    {
        _effects[0] = Effect("a", 1, from: 40, to: 50);

        Assert.Equal("I4", Assert.Single(Check()).Invariant);
    }

    [Theory]
    [InlineData("ready")]
    [InlineData("running")]
    public void Check_DeliveryNotEnded_IsFound(string state)
    {
        _deliveries[1] = _deliveries[1] with { State = state };

        Assert.Equal("I5", Assert.Single(Check()).Invariant);
    }

    [Fact]
    public void Check_EffectUnderAnOlderFence_IsFound()
    {
        _deliveries[1] = _deliveries[1] with { Fence = 2, Attempt = 2 };

        Assert.Equal("I8", Assert.Single(Check()).Invariant);
    }

    [Fact]
    public void Check_ClaimThatCountsAsNoAttempt_IsFoundUnlessTheFaultHandsOver()
    {
        _deliveries[1] = _deliveries[1] with { Fence = 2, Attempt = 1 };
        _effects[1] = _effects[1] with { Fence = 2 };

        Assert.Equal("I9", Assert.Single(Check()).Invariant);
        Assert.Empty(Invariants.Check(Sent, new Ledger(_effects, _deliveries), handOversAtMost: 1));
    }

    [Fact]
    public void Check_EventWithoutTheStepThatItsHandlerSent_IsLost()
    {
        var sent = new Dictionary<string, object> { ["a"] = new LedgerFact("a", "f", 1, 0, 0) };

        var found = Invariants.Check(sent, new Ledger([Effect("a", 1, 10, 20)], [Delivery("a")]));

        Assert.Contains("a/step", Assert.Single(found).Text, StringComparison.Ordinal);
    }

    private static Effect Effect(string id, long seq, long from, long to) => new(seq, id, "k", seq, 1, "w1", from, to);

    private static DeliveryRow Delivery(string id) => new(id, "ledger.step", "done", 1, 1, "", []);

    private IReadOnlyList<Violation> Check() => Invariants.Check(Sent, new Ledger(_effects, _deliveries));
}
