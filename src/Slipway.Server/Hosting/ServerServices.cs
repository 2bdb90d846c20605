using Slipway.Core;
using Slipway.Core.Operations;
using Slipway.Docker;
using Slipway.Git;
using Slipway.Imports.Compose;
using Slipway.Messaging;
using Slipway.Server.Clusters;
using Slipway.Server.Errors;
using Slipway.Server.Metrics;
using Slipway.Server.Operations;
using Slipway.Server.Security;
using Slipway.Storage;
using Slipway.Storage.Databases;

namespace Slipway.Server.Hosting;

/// <summary>What the server consists of.</summary>
internal static class ServerServices
{
    private const string Application = "slipway";

    public static void AddSlipwayServer(this WebApplicationBuilder builder, ServerHome home, ServerOptions options)
    {
        var database = DatabaseAddress.OfFile(home.DatabaseFile);
        builder.Services.AddSlipwayStorage(database);
        builder.Services.AddSlipwayDocker();
        if (Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } engine)
        {
            // As for every Docker client; a setting of our own wins.
            builder.Services.Configure<DockerOptions>(o => o.Host = builder.Configuration[$"{DockerOptions.Section}:Host"] ?? engine);
        }

        builder.Services.AddSlipwayGit(o => o.Directory = home.Directory);
        builder.Services.AddSlipwayMessaging(Application)
            .UseSqlite(database.ConnectionString)
            .AddSlipwayCore()
            .AddComposeFormat();
        AddViews(builder.Services);
        AddHttp(builder.Services, home, options);
        builder.AddSlipwayTelemetry(options);
    }

    private static void AddViews(IServiceCollection services)
    {
        services.AddSingleton<LiveProgress>();
        services.AddSingleton<IProgressSink>(s => s.GetRequiredService<LiveProgress>());
        services.AddSingleton<IMessageObserver>(s => s.GetRequiredService<LiveProgress>());
        services.AddSingleton<OperationViews>();
        services.AddScoped<ClusterViews>();
    }

    private static void AddHttp(IServiceCollection services, ServerHome home, ServerOptions options)
    {
        services.AddSingleton(home);
        services.AddSingleton(options);
        services.AddSingleton<AccessToken>();
        services.AddExceptionHandler<ProblemHandler>();
        services.AddProblemDetails();
        services.AddOpenApi();
        services.AddHostedService<Announcer>();
        // Handlers get their drain time; the host must not be quicker.
        services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(45));
    }
}
