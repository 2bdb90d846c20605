using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Testing;
using Slipway.Testing.Messaging;
using Slipway.Testing.RabbitMq;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

/// <summary>A store with a virtual host of the broker between those who send and those who handle.</summary>
public sealed class RabbitMqTestStore(TestStore store, RabbitMqBroker broker) : TestStore
{
    private readonly HashSet<WorkerHost> _carried = [];
    private string _vhost = "";

    /// <summary>Gets the address of the virtual host.</summary>
    public Uri Address => broker.Address(_vhost);

    /// <inheritdoc />
    public override async Task CreateAsync()
    {
        await store.CreateAsync();
        _vhost = await broker.Management.CreateVhostAsync(TestContext.Current.CancellationToken);
    }

    /// <inheritdoc />
    public override void Use(IMessagingBuilder builder)
    {
        store.Use(builder);
        builder.UseRabbitMq(options => options.Uri = Address.ToString());
    }

    /// <inheritdoc />
    public override Task<DbConnection> OpenAsync() => store.OpenAsync();

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await broker.Management.DeleteVhostAsync(_vhost, CancellationToken.None);
        await store.DisposeAsync();
    }

    /// <inheritdoc />
    public override async Task SentAsync(WorkerHost host, string chain)
    {
        ArgumentNullException.ThrowIfNull(host);

        // A host that only sends is not started, but its wire has to carry.
        if (_carried.Add(host))
        {
            var service = host.Services.GetRequiredService<RabbitMqService>();
            await service.StartingAsync(CancellationToken.None);
            await service.StartAsync(CancellationToken.None);
        }
        await Eventually.BecomesTrueAsync(() => HasArrivedAsync([chain]), $"{chain} has arrived");
    }

    /// <inheritdoc />
    public override async Task<bool> HasArrivedAsync(IEnumerable<string> chains)
    {
        var names = string.Join(", ", chains.Select(c => $"'{c.Replace("'", "''", StringComparison.Ordinal)}'"));
        return (await QueryAsync($"""
            select 1 from message m
            where exists (select 1 from outbox o where o.message_id = m.id and o.error is null)
              or (m.correlation_id in ({names}) and m.replay_of is null and exists (
                select 1 from subscription s
                where s.name = m.name and not exists (select 1 from delivery d where d.message_id = m.id and d.application = s.application)))
            limit 1
            """)).Count == 0;
    }
}
