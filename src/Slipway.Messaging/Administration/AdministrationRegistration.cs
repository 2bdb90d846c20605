using Microsoft.Extensions.DependencyInjection;

namespace Slipway.Messaging;

internal static class AdministrationRegistration
{
    public static void AddAdministration(this IServiceCollection services)
    {
        services.AddSingleton<DeliveryBrowser>();
        services.AddSingleton<MessageInspector>();
        services.AddSingleton<MessageReplayer>();
        services.AddSingleton<MessageDropper>();
        services.AddSingleton<IMessageAdministration, MessageAdministration>();
    }
}
