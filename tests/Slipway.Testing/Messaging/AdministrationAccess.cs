using Microsoft.Extensions.DependencyInjection;
using Slipway.Messaging;

namespace Slipway.Testing.Messaging;

internal static class AdministrationAccess
{
    public static IMessageAdministration GetAdministration(this IServiceProvider services) => services.GetRequiredService<IMessageAdministration>();
}
