using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Slipway.Core.Sources;

namespace Slipway.Git;

/// <summary>Registers the repositories.</summary>
public static class GitRegistration
{
    public static IServiceCollection AddSlipwayGit(this IServiceCollection services, Action<GitOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<GitOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GitOptions>, GitOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRepositories, GitRepositories>();
        return services;
    }
}
