using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Registration;

public sealed class RegistrationTests
{
    private readonly IMessagingBuilder _builder = new ServiceCollection().AddSlipwayMessaging("app");

    [Fact]
    public void AddSlipwayMessaging_CalledAgain_ReturnsTheSameBuilder()
    {
        Assert.Same(_builder, _builder.Services.AddSlipwayMessaging("app"));
        Assert.Contains("already added as application 'app'",
            Assert.Throws<InvalidOperationException>(() => _builder.Services.AddSlipwayMessaging("other")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Event_TypeWithoutNameOnTheWire_SaysHowToGiveIt()
    {
        var error = Assert.Throws<InvalidOperationException>(() => _builder.Event<string>());

        Assert.Contains("""give it [Event("name")]""", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Event_GenericContractWithAName_HasOneNamePerClosedType()
    {
        _builder.Event<Requested<int>>("int.requested");
        _builder.Event<Requested<string>>("string.requested", 2);

        var catalog = ((MessagingBuilder)_builder).BuildCatalog();

        Assert.Equal("int.requested", catalog.GetForSendOrThrow(typeof(Requested<int>), MessageKind.Event).Name);
        Assert.Equal(typeof(Requested<string>), catalog.FindByWireName("string.requested", 2)!.Type);
        Assert.Null(catalog.FindByWireName("string.requested", 1));
    }

    [Fact]
    public void Declare_OneNameForTwoTypes_NamesBoth()
    {
        _builder.Event<Requested<int>>("requested");

        var error = Assert.Throws<InvalidOperationException>(() => _builder.Event<Requested<string>>("requested"));

        Assert.Contains("'requested' is declared twice", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Declare_OneTypeInTwoProjects_IsOneRegistration()
    {
        _builder.Event<Happened>();
        _builder.Event<Happened>().Run<ScriptedHandler<Happened>>();

        Assert.Single(((MessagingBuilder)_builder).BuildCatalog().Handled);
        Assert.Contains("already handled by", Assert.Throws<InvalidOperationException>(
            () => _builder.Event<Happened>().Run<ScriptedHandler<Happened>>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Retry_OutOfRange_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _builder.Work<DoIt>().Retry(new RetryPolicy { MaxAttempts = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => _builder.Work<DoIt>().Retry(new RetryPolicy { Jitter = 1.1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => _builder.Work<DoIt>().Within(TimeSpan.Zero));
    }

    [Fact]
    public async Task Options_OutOfRange_AllAreNamed()
    {
        await using var store = new SqliteTestStore();
        await store.CreateAsync();
        await using var host = WorkerHost.Build(store, _ => { }, "app", null, ("Concurrency", "0"), ("Lease", "01:00:00"));

        var error = await Assert.ThrowsAsync<OptionsValidationException>(host.StartAsync);

        Assert.Contains("Concurrency", error.Message, StringComparison.Ordinal);
        Assert.Contains("Lease", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void KillAt_Nonsense_SaysWhatToWrite()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new KillSwitch(Options.Create(new KillOptions { KillAt = "cluster.deploy" })));

        Assert.Contains("write NAME@ and before-handle, before-commit", error.Message, StringComparison.Ordinal);
    }

    public sealed record Requested<TFormat>(TFormat Format);
}
