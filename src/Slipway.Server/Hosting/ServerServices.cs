using Slipway.Core;
using Slipway.Core.Operations;
using Slipway.Docker;
using Slipway.Git;
using Slipway.Git.GitHub.Client;
using Slipway.Imports.Compose;
using Slipway.Imports.Feedback;
using Slipway.Messaging;
using Slipway.Messaging.RabbitMq;
using Slipway.Server.Clusters;
using Slipway.Server.Errors;
using Slipway.Server.Metrics;
using Slipway.Server.Operations;
using Slipway.Server.Pushes;
using Slipway.Server.Repositories;
using Slipway.Server.Security;
using Slipway.Server.Sharing;
using Slipway.Server.Webhooks;
using Slipway.Storage;
using Slipway.Storage.Broadcasting;
using Slipway.Storage.Databases;

namespace Slipway.Server.Hosting;

/// <summary>What the server consists of.</summary>
internal static class ServerServices
{
    private const string Application = "slipway";

    public static void AddSlipwayServer(
        this WebApplicationBuilder builder, ServerHome home, DatabaseAddress database, ServerOptions options, bool isWorker)
    {
        builder.Services.AddSingleton(database);
        builder.Services.AddSlipwayStorage(database);
        builder.Services.AddSlipwayDocker();
        if (Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } engine)
        {
            // As for every Docker client; a setting of our own wins.
            builder.Services.Configure<DockerOptions>(o => o.Host = builder.Configuration[$"{DockerOptions.Section}:Host"] ?? engine);
        }

        builder.Services.AddSlipwayGit(o => o.Directory = home.Directory);
        var messaging = builder.Services.AddSlipwayMessaging(Application)
            .Use(database)
            .UseWire(builder.Configuration)
            .AddSlipwayCore()
            .AddComposeFormat();
        AddFeedback(messaging, builder.Configuration.GetSection(GitHubOptions.Section));
        AddViews(builder.Services);
        AddHttp(builder.Services, home, options);
        if (!isWorker)
        {
            builder.Services.AddHostedService<Announcer>();
            builder.Services.AddHostedService<WebhookWarmUp>();
        }

        builder.AddSlipwayTelemetry(options);
    }

    /// <summary>Without anything to sign in with at GitHub, nothing is sent and nothing listens.</summary>
    private static void AddFeedback(IMessagingBuilder messaging, IConfigurationSection settings)
    {
        if (settings.Get<GitHubOptions>() is { IsConfigured: true })
        {
            messaging.AddFeedback();
            messaging.Services.AddSlipwayGitHub(settings.Bind);
        }
    }

    private static IMessagingBuilder Use(this IMessagingBuilder messaging, DatabaseAddress database) => database.Kind switch
    {
        DatabaseKind.Sqlite => messaging.UseSqlite(database.ConnectionString),
        DatabaseKind.Postgres => messaging.UsePostgres(database.ConnectionString),
        _ => throw new ArgumentOutOfRangeException(nameof(database), database.Kind, "Unknown database."),
    };

    private static IMessagingBuilder UseWire(this IMessagingBuilder messaging, ConfigurationManager configuration) =>
        configuration.GetSection(RabbitMqOptions.Section).Exists() ? messaging.UseRabbitMq() : messaging;

    private static void AddViews(IServiceCollection services)
    {
        services.AddSingleton<LiveProgress>();
        services.AddSingleton<SharedProgress>();
        services.AddSingleton<IProgressSink>(s => s.GetRequiredService<SharedProgress>());
        services.AddSingleton<IMessageObserver>(s => s.GetRequiredService<SharedProgress>());
        services.AddSingleton<IBroadcastListener, NewsListener>();
        services.AddSingleton<OperationViews>();
        services.AddScoped<ClusterViews>();
        services.AddScoped<RepositoryViews>();
    }

    private static void AddHttp(IServiceCollection services, ServerHome home, ServerOptions options)
    {
        services.AddSingleton(home);
        services.AddSingleton(options);
        services.AddSingleton<AccessToken>();
        services.AddSingleton<WebhookSecret>();
        services.AddSingleton<WebhookBody>();
        services.AddSingleton<WebhookReceiver>();
        services.AddSingleton<PushReporter>();
        services.AddExceptionHandler<ProblemHandler>();
        services.AddProblemDetails();
        services.AddOpenApi();

        // Handlers get their drain time; the host must not be quicker.
        services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(45));
    }
}
