using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Slipway.Core.Engines;
using Slipway.Docker.Awaiting;
using Slipway.Docker.Building;
using Slipway.Docker.Connection;
using Slipway.Docker.Containers;
using Slipway.Docker.Images;
using Slipway.Docker.Logs;
using Slipway.Docker.Networks;
using Slipway.Docker.Observation;
using Slipway.Docker.Volumes;

namespace Slipway.Docker;

/// <summary>Registers Docker Engine as the container engine and the image builder.</summary>
public static class DockerServiceCollectionExtensions
{
    /// <summary>Adds <see cref="IContainerEngine"/> and <see cref="IImageBuilder"/> on Docker Engine; settings come from <see cref="DockerOptions.Section"/>.</summary>
    /// <param name="services">The services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddSlipwayDocker(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<DockerOptions>().BindConfiguration(DockerOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DockerOptions>, DockerOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<EngineConnection>();
        services.AddEngine();
        services.AddImageBuilder();
        return services;
    }

    private static void AddEngine(this IServiceCollection services)
    {
        services.AddSingleton<RegistryCredentials>();
        services.AddSingleton<EngineImages>();
        services.AddSingleton<EngineNetworks>();
        services.AddSingleton<EngineVolumes>();
        services.AddSingleton<EngineContainers>();
        services.AddSingleton<ContainerFiles>();
        services.AddSingleton<ContainerCommands>();
        services.AddSingleton<ContainerHooks>();
        services.AddSingleton<ContainerLifecycle>();
        services.AddSingleton<EngineEvents>();
        services.AddSingleton<EarlyHealth>();
        services.AddSingleton<ContainerAwaiter>();
        services.AddSingleton<ContainerLogs>();
        services.AddSingleton<HostPorts>();
        services.AddSingleton<ClusterObserver>();
        services.TryAddSingleton<IContainerEngine, DockerEngine>();
    }

    private static void AddImageBuilder(this IServiceCollection services)
    {
        services.AddSingleton<BuildClientProbe>();
        services.AddSingleton<ClientBuilder>();
        services.AddSingleton<ApiBuilder>();
        services.AddSingleton<UnusedImages>();
        services.AddHostedService<UnusedImageRemoval>();
        services.TryAddSingleton<IImageBuilder, DockerImageBuilder>();
    }
}
