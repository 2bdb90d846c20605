using System.Text.Json;
using Slipway.Messaging.RabbitMq.Tests.Transport;
using Slipway.Testing;

namespace Slipway.Messaging.RabbitMq.Tests.Faults;

/// <summary>A part of the session ends while the broker lives.</summary>
public sealed class ChannelTests(BrokerToBreak fixture) : FaultTest(fixture.Broker)
{
    [Theory]
    [InlineData("app.tasks")]
    [InlineData("app.events")]
    public async Task Queue_IsDeleted_IsMadeAnewAndConsumedAgain(string queue)
    {
        var store = await NewStoreAsync();
        var host = await WritingNumbers(Build(store, Everything)).StartAsync();
        await GoesThroughWithinAsync(host, store, TimeSpan.FromSeconds(30));
        var since = StateOf(host).Sessions;

        await Broker.Management.DeleteQueueAsync(Vhost, queue, Stop);

        await Eventually.BecomesTrueAsync(() => StateOf(host).IsConnected && StateOf(host).Sessions > since, "a new session", Rebuilt);
        await host.SendAsync(new Ping(0));
        await Eventually.BecomesTrueAsync(async () => (await store.EffectsAsync()).Contains("0"), "the task is done");
        await GoesThroughWithinAsync(host, store, Rebuilt);
    }

    [Fact]
    public async Task Exchange_IsDeleted_TheBrokerClosesTheChannelAndAllIsMadeAnew()
    {
        var store = await NewStoreAsync();
        var host = await WritingNumbers(Build(store, Everything)).StartAsync();
        await GoesThroughWithinAsync(host, store, TimeSpan.FromSeconds(30));

        await Broker.Management.DeleteAsync($"exchanges/{Vhost}/slipway.events", Stop);

        await GoesThroughWithinAsync(host, store, Rebuilt + TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("app sends")]
    [InlineData("app receives")]
    public async Task Connection_IsClosedByAnOperator_IsMadeAnewAndTheOtherStays(string name)
    {
        var store = await NewStoreAsync();
        var host = await WritingNumbers(Build(store, Everything)).StartAsync();
        var (closed, other) = name == "app sends" ? (StateOf(host).Sending, StateOf(host).Receiving) : (StateOf(host).Receiving, StateOf(host).Sending);
        List<JsonElement> connections = [];
        await Eventually.BecomesTrueAsync(
            async () => (connections = [.. (await Broker.Management.GetAsync($"vhosts/{Vhost}/connections", Stop)).EnumerateArray().Where(c => NameOf(c) == name)]).Count == 1, "it is listed");

        await Broker.Management.DeleteAsync($"connections/{Uri.EscapeDataString(connections[0].GetProperty("name").GetString()!)}", Stop);

        await Eventually.BecomesTrueAsync(() => closed.View is { IsConnected: true, Sessions: 2 }, "a new one", Rebuilt);
        await GoesThroughWithinAsync(host, store, Rebuilt);
        Assert.True(other.View is { IsConnected: true, Sessions: 1 }, $"{other.View}");

        static string? NameOf(JsonElement connection) =>
            connection.TryGetProperty("client_properties", out var properties) ? properties.GetProperty("connection_name").GetString() : null;
    }

    [Fact]
    public async Task Broker_HasAMemoryAlarm_MessagesWaitAndGoOutOnceWhenItEnds()
    {
        const int Count = 300;
        var store = await NewStoreAsync();
        var host = await WritingNumbers(Build(store, Everything, "app", options => options.PublishTimeout = TimeSpan.FromSeconds(2))).StartAsync();
        await Broker.ControlAsync(Stop, "set_vm_memory_high_watermark", "0.0000001");
        try
        {
            for (var i = 0; i < Count; i++)
            {
                await host.SendAsync(new Ping(i));
            }
            await Eventually.BecomesTrueAsync(() => StateOf(host).IsBlocked, "it is blocked");
            Assert.Contains("the broker takes nothing: ", StateOf(host).Report().Reason, StringComparison.Ordinal);
            await Eventually.BecomesTrueAsync(
                async () => (await store.QueryAsync("select 1 from outbox where error like 'the broker did not confirm it in time%'")).Count > 0, "a deadline passed");
        }
        finally
        {
            await Broker.ControlAsync(CancellationToken.None, "set_vm_memory_high_watermark", "0.4");
        }

        await EachOnceAsync(store, Count);
        await Eventually.BecomesTrueAsync(async () => await OutboxAsync(store) == 0, "the outbox is empty");
        await Eventually.BecomesTrueAsync(() => StateOf(host).Report().State == HealthState.Healthy, "what was noted of the alarm is gone");
    }

    [Fact]
    public async Task Broker_IsFrozen_IsNoticedByItsSilence()
    {
        var store = await NewStoreAsync();
        var host = await WritingNumbers(Build(store, Everything, "app", options =>
        {
            options.Heartbeat = TimeSpan.FromSeconds(2);
            options.ConnectTimeout = TimeSpan.FromSeconds(1);
        })).StartAsync();

        await Broker.FreezeAsync(Stop);
        try
        {
            await Eventually.BecomesTrueAsync(() => !StateOf(host).IsConnected, "it is noticed", TimeSpan.FromSeconds(15));
        }
        finally
        {
            await Broker.ThawAsync(CancellationToken.None);
        }

        await Eventually.BecomesTrueAsync(() => StateOf(host).IsConnected, "connected again", Rebuilt + TimeSpan.FromSeconds(3));
        await GoesThroughWithinAsync(host, store, Rebuilt);
    }
}
