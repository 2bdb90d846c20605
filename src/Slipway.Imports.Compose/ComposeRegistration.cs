using Microsoft.Extensions.DependencyInjection;
using Slipway.Imports.Compose.Trust;
using Slipway.Messaging;

namespace Slipway.Imports.Compose;

/// <summary>Registers the compose format.</summary>
public static class ComposeRegistration
{
    /// <summary>Adds Compose files as a format that can be imported.</summary>
    public static IMessagingBuilder AddComposeFormat(this IMessagingBuilder messaging)
    {
        ArgumentNullException.ThrowIfNull(messaging);
        messaging.Services.AddOptions<TrustOptions>().BindConfiguration(TrustOptions.Section);
        return messaging.AddImportFormat<ComposeFormat>();
    }
}
