using System.Text;
using RabbitMQ.Client;
using Slipway.Testing;

namespace Slipway.Messaging.RabbitMq.Tests.Transport;

/// <summary>What cannot be read is kept, with its bytes and the reason, and holds up nothing.</summary>
public sealed class PoisonTests(SharedBroker shared) : SharedWireTest(shared)
{
    public static TheoryData<string, string> Poison => new()
    {
        { "nothing", "decode: message-id is missing; type is missing; slipway-version is missing" },
        { "no version", "decode: slipway-version is missing" },
        { "version is a text", "decode: slipway-version is not a whole number" },
        { "id with a zero", "decode: message-id has characters that are none" },
        { "key is no text", "decode: slipway-exclusive-key is not a text" },
        { "key is not UTF-8", "decode: slipway-exclusive-key is not UTF-8" },
        { "body is no JSON", "decode: the body is not a Ping" },
        { "body is null", "decode: the body is not a Ping" },
        { "unknown name", "no-handler: application 'app' handles no 'wire.unknown' v1" },
        { "unknown version", "no-handler: application 'app' handles no 'wire.ping' v9" },
    };

    [Theory]
    [MemberData(nameof(Poison))]
    public async Task Receive_CannotBeRead_IsADeadLetterWithItsBytesAndOthersAreHandled(string what, string reason)
    {
        var store = await NewStoreAsync();
        var host = await WritingNumbers(Build(store, Everything)).StartAsync();
        var body = Encoding.UTF8.GetBytes(what == "body is null" ? "null" : what == "body is no JSON" ? "{\"number\":" : $"{{\"number\":1,\"what\":\"{what}\"}}");
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Stop);

        await channel.BasicPublishAsync("slipway.tasks", "wire.ping", true, Properties(what), body, Stop);
        await host.SendAsync(new Ping(0));

        await EachOnceAsync(store, 1);
        await Eventually.BecomesTrueAsync(async () => (await store.QueryAsync("select 1 from delivery where state = 'dead'")).Count == 1, "it is dead");
        Assert.StartsWith(reason, (await store.QueryAsync("select outcome from delivery where state = 'dead'"))[0], StringComparison.Ordinal);
        Assert.Equal(
            [Convert.ToHexString(body)],
            await store.QueryAsync("select hex(m.body) from message m join delivery d on d.message_id = m.id where d.state = 'dead'"));
        await Eventually.BecomesTrueAsync(async () => await channel.MessageCountAsync("app.tasks", Stop) == 0, "the queue is empty");
    }

    private static BasicProperties Properties(string what)
    {
        if (what == "nothing")
        {
            return new BasicProperties();
        }
        var headers = new Dictionary<string, object?> { [Headers.Version] = what == "unknown version" ? 9 : 1 };
        switch (what)
        {
            case "no version":
                headers.Remove(Headers.Version);
                break;
            case "version is a text":
                headers[Headers.Version] = "1";
                break;
            case "key is no text":
                headers[Headers.ExclusiveKey] = 5L;
                break;
            case "key is not UTF-8":
                headers[Headers.ExclusiveKey] = new byte[] { 0xff, 0xfe };
                break;
        }
        return new BasicProperties
        {
            MessageId = what == "id with a zero" ? "a\0b" : Guid.NewGuid().ToString("n"),
            Type = what == "unknown name" ? "wire.unknown" : "wire.ping",
            CorrelationId = "c",
            Headers = headers,
        };
    }
}
