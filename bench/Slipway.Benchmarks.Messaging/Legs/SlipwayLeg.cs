using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Slipway.Messaging;

namespace Slipway.Benchmarks.Messaging;

/// <summary>Slipway's worker server as an application has it: sessions that commit, a handler in a scope of its own, every outcome recorded.</summary>
internal sealed class SlipwayLeg(SlipwayFooting footing, Arrivals arrivals, SlipwaySettings settings, bool stuck = false) : ILeg
{
    private IHost? _host;
    private bool _started;

    public Guarantees Guarantees { get; } = new(Durable: true, Confirmed: true, Transactional: true, Deduplicated: true);

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await footing.CreateTablesAsync(cancellationToken);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
        [
            KeyValuePair.Create("Slipway:Messaging:Concurrency", (string?)$"{settings.Concurrency}"),
        ]);
        builder.Services.AddSingleton(arrivals);
        var messaging = builder.Services.AddSlipwayMessaging("benchmark");
        footing.Use(messaging);
        var work = messaging.Work<Parcel>();
        work = stuck ? work.Within(TimeSpan.FromHours(1)).Run<StuckHandler>() : work.Run<ParcelHandler>();
        if (settings.Keyed)
        {
            work.OneAtATimeBy(parcel => parcel.Key);
        }
        _host = builder.Build();
    }

    public async Task ConsumeAsync(CancellationToken cancellationToken)
    {
        await _host!.StartAsync(cancellationToken);
        _started = true;
    }

    public Task PublishAsync(IReadOnlyList<Parcel> parcels, CancellationToken cancellationToken) =>
        Batches.RunAsync(parcels, settings.Batch, settings.Publishers, SendAsync, cancellationToken);

    /// <summary>Until the last outcome is committed: a handler that ran is not a message that is done.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        while (await footing.OpenDeliveriesAsync(cancellationToken) > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is { } host)
        {
            if (_started)
            {
                await host.StopAsync();
            }
            await ((IAsyncDisposable)host).DisposeAsync();
        }
    }

    private async ValueTask SendAsync(Parcel[] parcels, CancellationToken cancellationToken)
    {
        var scope = _host!.Services.CreateAsyncScope();
        await using (scope)
        {
            var session = scope.ServiceProvider.GetRequiredService<IMessageSession>();
            foreach (var parcel in parcels)
            {
                session.Send(parcel);
            }
            await session.CommitAsync(cancellationToken);
        }
    }
}
