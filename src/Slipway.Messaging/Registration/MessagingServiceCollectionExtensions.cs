using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Slipway.Messaging;

/// <summary>Adds the worker server to an application.</summary>
public static class MessagingServiceCollectionExtensions
{
    /// <summary>
    /// Adds messaging under the name of the application. Called again with the same name it returns the same builder. Settings come from
    /// the section <c>Slipway:Messaging</c> (<see cref="WorkerOptions"/>). Say next where messages are stored:
    /// <see cref="SqliteMessagingExtensions.UseSqlite"/> or <see cref="PostgresMessagingExtensions.UsePostgres"/>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="application">The name that replicas share; events are delivered once per name.</param>
    /// <returns>The builder that declares the application's messages.</returns>
    /// <exception cref="InvalidOperationException">Messaging was added under another name.</exception>
    public static IMessagingBuilder AddSlipwayMessaging(this IServiceCollection services, string application)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(application);
        if (services.Select(d => d.ImplementationInstance).OfType<MessagingBuilder>().SingleOrDefault() is { } existing)
        {
            return existing.Application == application ? existing : throw new InvalidOperationException(
                $"Messaging was already added as application '{existing.Application}'; one process is one application, not '{application}' as well.");
        }
        var builder = new MessagingBuilder(application, services);
        services.AddSingleton(builder);
        services.AddSingleton(provider => provider.GetRequiredService<MessagingBuilder>().BuildCatalog());
        services.TryAddSingleton(TimeProvider.System);
        builder.Event<WorkerErrored>();
        builder.Event<WorkSuperseded>();
        AddSettings(services);
        AddSending(services);
        AddReceiving(services);
        AddRetention(services);
        services.AddAdministration();
        services.AddHealth();
        return builder;
    }

    private static void AddSettings(IServiceCollection services)
    {
        services.AddOptions<WorkerOptions>().BindConfiguration(WorkerOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WorkerOptions>, WorkerOptionsValidator>());
        services.AddOptions<KillOptions>().BindConfiguration(WorkerOptions.Section);
        services.AddSingleton<KillSwitch>();
    }

    private static void AddSending(IServiceCollection services)
    {
        services.TryAddSingleton<IMessageDatabase>(_ => throw new InvalidOperationException(
            "Nothing says where messages are stored: call UseSqlite(…) or UsePostgres(…) on what AddSlipwayMessaging returns."));
        services.AddSingleton<MessagingTelemetry>();
        services.AddSingleton<WakeSignal>();
        services.AddSingleton<CancelSignal>();
        services.AddSingleton<RelaySignal>();
        services.AddSingleton<CommitSignals>();
        services.AddSingleton<MessageIds>();
        services.AddSingleton<MessageEncoder>();
        services.AddSingleton<Notices>();
        services.AddSingleton<NewestWins>();
        services.AddSingleton<Subscriptions>();
        services.AddSingleton<ITransport, DatabaseTransport>();
        services.AddSingleton<Arrivals>();
        services.AddSingleton<PassingClaims>();
        services.AddSingleton<SharedCommit>();
        services.AddSingleton<UnitOfWork>();
        services.AddScoped<IMessageSession, MessageSession>();
    }

    private static void AddReceiving(IServiceCollection services)
    {
        services.AddSingleton<Lanes>();
        services.AddSingleton<DeliveryStore>();
        services.AddSingleton<IMessageHistory, MessageHistory>();
        services.AddSingleton<MessageDecoder>();
        services.AddSingleton<HandlerRunner>();
        services.AddSingleton<Settlement>();
        services.AddSingleton<ReceivePath>();
        services.AddSingleton<Slots>();
        services.AddSingleton<RunningDeliveries>();
        services.AddSingleton<DirectStart>();
        services.AddSingleton<ClaimLoop>();
        services.AddSingleton<LeasePump>();
        services.AddSingleton<CancelWatch>();
        services.AddHostedService<WorkerServer>();
    }

    private static void AddRetention(IServiceCollection services)
    {
        services.AddSingleton<MessagePurge>();
        services.AddHostedService<RetentionService>();
    }
}
