using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Slipway.Messaging;

namespace Slipway.Benchmarks.Messaging;

/// <summary>What one claim of sixteen deliveries costs with nothing else waiting, and behind a backlog.</summary>
internal static class ClaimDepth
{
    private const int Limit = 16;
    private const int Claims = 100;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    public static async Task RunAsync(SlipwayFooting footing, int rows, CancellationToken cancellationToken)
    {
        await footing.CreateTablesAsync(cancellationToken);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(new Arrivals());
        var messaging = builder.Services.AddSlipwayMessaging("benchmark");
        footing.Use(messaging);
        messaging.Work<Parcel>().Run<ParcelHandler>();
        using var host = builder.Build();
        var store = host.Services.GetRequiredService<DeliveryStore>();
        var owner = OwnerId.Create();

        Output.WritePercentiles(await ClaimAsync(warm: true), "empty_");
        await footing.FillAsync(rows, cancellationToken);
        Output.WritePercentiles(await ClaimAsync(warm: false), "backlog_");
        await footing.EmptyAsync(cancellationToken);

        async Task<List<double>> ClaimAsync(bool warm)
        {
            var times = new List<double>(Claims);
            for (var i = 0; i < Claims + 20; i++)
            {
                if (warm)
                {
                    await footing.FillAsync(Limit, cancellationToken);
                }
                var start = Stopwatch.GetTimestamp();
                var claim = await store.ClaimAsync(owner, Lease, Room.For(Limit), cancellationToken);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                if (claim.Deliveries.Length != Limit)
                {
                    throw new InvalidOperationException($"claimed {claim.Deliveries.Length} of {Limit}");
                }
            }
            // The first ones compile code and prepare statements.
            return times[20..];
        }
    }
}
