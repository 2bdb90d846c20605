using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Slipway.Messaging;

internal static class HealthRegistration
{
    public static void AddHealth(this IServiceCollection services)
    {
        services.AddOptions<HealthOptions>().BindConfiguration(HealthOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HealthOptions>, HealthOptionsValidator>());
        services.AddSingleton<Pulse>();
        services.AddSingleton<StoreWatch>();
        services.AddSingleton<WorkGauges>();
        services.AddSingleton<IWorkGauges>(provider => provider.GetRequiredService<WorkGauges>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<WorkGauges>());
        services.AddSingleton<IMessagingHealth, MessagingHealth>();
    }
}
