using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Slipway.Messaging.RabbitMq;

/// <summary>Sends messages between applications over RabbitMQ.</summary>
public static class RabbitMqMessagingExtensions
{
    /// <summary>
    /// Sends every message over RabbitMQ, also those to the application itself. The store stays what it is, and stays the truth: a message
    /// is sent from there once it is committed, and is acknowledged to the broker once it is stored where it is handled. Settings come from
    /// the section <c>Slipway:Messaging:RabbitMq</c> (<see cref="RabbitMqOptions"/>).
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the settings after they were read; null for none.</param>
    /// <returns>The builder.</returns>
    public static IMessagingBuilder UseRabbitMq(this IMessagingBuilder builder, Action<RabbitMqOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddSettings(builder.Services, configure);
        AddSending(builder.Services);
        AddReceiving(builder.Services);
        AddSupervision(builder.Services);
        return builder;
    }

    private static void AddSettings(IServiceCollection services, Action<RabbitMqOptions>? configure)
    {
        var options = services.AddOptions<RabbitMqOptions>().BindConfiguration(RabbitMqOptions.Section).ValidateOnStart();
        if (configure is not null)
        {
            options.PostConfigure(configure);
        }
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RabbitMqOptions>, RabbitMqOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RabbitMqOptions>, RabbitMqAddressValidator>());
    }

    private static void AddSending(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<ITransport, RabbitMqTransport>());
        services.TryAddSingleton<OutboxStore>();
        services.TryAddSingleton<FreshRows>();
        services.TryAddSingleton<Relay>();
        services.TryAddSingleton<SendingSide>();
    }

    private static void AddReceiving(IServiceCollection services)
    {
        services.TryAddSingleton<Inbox>();
        services.TryAddSingleton<ReceivingSide>();
    }

    private static void AddSupervision(IServiceCollection services)
    {
        services.TryAddSingleton<RabbitMqTelemetry>();
        services.TryAddSingleton<RabbitMqState>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHealthReporter, RabbitMqState>(provider => provider.GetRequiredService<RabbitMqState>()));
        services.TryAddSingleton<Topology>();
        services.TryAddSingleton<Bindings>();
        services.TryAddSingleton<Connector>();
        services.TryAddSingleton<RabbitMqService>();
        services.AddHostedService(provider => provider.GetRequiredService<RabbitMqService>());
    }
}
