using Microsoft.Extensions.DependencyInjection;

namespace Slipway.Messaging.Chaos;

/// <summary>Puts the application together, in a worker process and in the producer alike.</summary>
internal static class Application
{
    public static void Add(IServiceCollection services, Footing footing, WorkerName name)
    {
        services.AddSingleton(footing.Database);
        services.AddSingleton(name);
        services.AddSingleton<RunLog>();
        services.AddScoped<EffectRow>();
        services.AddScoped<ITransactionParticipant>(provider => provider.GetRequiredService<EffectRow>());
        var messaging = services.AddSlipwayMessaging(LedgerFlow.Application);
        footing.Use(messaging);
        LedgerFlow.Declare(messaging);
    }
}
